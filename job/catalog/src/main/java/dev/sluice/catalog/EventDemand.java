package dev.sluice.catalog;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.sigma.Comparison;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a condition demands of the number, provider and channel of an event: null = anything. Texts
 * are as the rule has them.
 */
record EventDemand(@Nullable String provider, @Nullable String channel, @Nullable String id) {

  private static final EventDemand ANY = new EventDemand(null, null, null);

  /** Beyond this many a rule says nothing of use. */
  private static final int MAX = 500;

  /**
   * The demands of {@code predicate}, one of which every event meets that satisfies it. None when
   * nothing satisfies it.
   */
  static Set<EventDemand> of(Predicate predicate) {
    Set<EventDemand> found = alternatives(predicate);
    return found.size() > MAX ? Set.of(ANY) : found;
  }

  /** Whether it demands anything. */
  boolean isAny() {
    return equals(ANY);
  }

  private static Set<EventDemand> alternatives(Predicate predicate) {
    if (predicate instanceof Predicate.Selection selection) {
      return alternatives(selection.body());
    }
    if (predicate instanceof Predicate.And and) {
      Set<EventDemand> all = Set.of(ANY);
      for (Predicate term : and.terms()) {
        all = bounded(product(all, alternatives(term)));
      }
      return all;
    }
    if (predicate instanceof Predicate.Or or) {
      Set<EventDemand> any = new LinkedHashSet<>();
      or.terms().forEach(term -> any.addAll(alternatives(term)));
      return any.contains(ANY) ? Set.of(ANY) : bounded(any);
    }
    return predicate instanceof Leaf.FieldMatches leaf ? Set.of(of(leaf)) : Set.of(ANY);
  }

  private static Set<EventDemand> bounded(Set<EventDemand> demands) {
    return demands.size() > MAX ? Set.of(ANY) : demands;
  }

  private static EventDemand of(Leaf.FieldMatches leaf) {
    String value = exact(leaf);
    if (value == null) {
      return ANY;
    }
    return switch (leaf.field()) {
      case "EventID" -> new EventDemand(null, null, value);
      case "Provider_Name", "ProviderName", "Provider" -> new EventDemand(value, null, null);
      case "Channel" -> new EventDemand(null, value, null);
      default -> ANY;
    };
  }

  private static @Nullable String exact(Leaf.FieldMatches leaf) {
    if (leaf.valueTest() instanceof NumberTest number) {
      return number.comparison().operator() == Comparison.Operator.EQ
          ? IndicatorKey.textOf(leaf)
          : null;
    }
    return leaf.valueTest() instanceof TextTest text && text.anchor() == Anchor.EXACT
        ? text.written()
        : null;
  }

  private static Set<EventDemand> product(Set<EventDemand> left, Set<EventDemand> right) {
    Set<EventDemand> both = new LinkedHashSet<>();
    for (EventDemand one : left) {
      for (EventDemand other : right) {
        EventDemand joined = one.and(other);
        if (joined != null) {
          both.add(joined);
        }
      }
    }
    return both;
  }

  /** What meets both; null when nothing does. */
  private @Nullable EventDemand and(EventDemand other) {
    boolean possible =
        agree(provider, other.provider) && agree(channel, other.channel) && agree(id, other.id);
    return possible
        ? new EventDemand(
            provider == null ? other.provider : provider,
            channel == null ? other.channel : channel,
            id == null ? other.id : id)
        : null;
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || CaseFold.fold(one).equals(CaseFold.fold(other));
  }
}
