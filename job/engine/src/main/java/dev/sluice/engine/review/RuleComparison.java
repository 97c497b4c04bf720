package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.review.Tableau.Outcome;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two texts of a rule mean: their predicates, filters included, and log sources.
 *
 * <p>A witness is an event that names its own log source. It is made of the predicates, read as any
 * event is and judged by both rules. That there is none is said when the predicates leave no way
 * for one.
 */
public final class RuleComparison {

  private final EventReader reader;
  private final Set<LogSource> known;

  /**
   * @param tables what makes an event that names its own log source one, and which there are
   */
  public RuleComparison(EventTables tables) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    this.known = tables.logSources().known();
  }

  /**
   * Returns true only when each event on which {@code one} is true makes {@code other} true; false
   * says nothing.
   */
  public static boolean implies(Leaf one, Leaf other) {
    return Implication.holds(one, other);
  }

  /** What changes when {@code next} takes the place of {@code old}. */
  public RuleDifference compare(CompiledRule old, CompiledRule next) {
    Set<String> before = PredicateTexts.of(old);
    Set<String> after = PredicateTexts.of(next);
    return new RuleDifference(
        surplus(next, old),
        surplus(old, next),
        after.stream().filter(text -> !before.contains(text)).toList(),
        before.stream().filter(text -> !after.contains(text)).toList());
  }

  /** An event on which {@code rule} fires. */
  public Surplus firing(CompiledRule rule) {
    return shared(rule, rule);
  }

  /** An event on which both fire. */
  public Surplus shared(CompiledRule one, CompiledRule other) {
    LogSource source = source(one, other, true);
    if (source == null) {
      return Surplus.NONE;
    }
    Formula.Maker maker = new Formula.Maker();
    List<Formula> goals =
        List.of(maker.of(one.predicate(), true), maker.of(other.predicate(), true));
    return search(goals, source, event -> Firing.fires(one, event) && Firing.fires(other, event));
  }

  /** An event on which {@code one} fires and {@code other} does not. */
  public Surplus surplus(CompiledRule one, CompiledRule other) {
    Surplus found = notAdmitted(one, other);
    if (found.answer() == Surplus.Answer.YES) {
      return found;
    }
    Formula.Maker maker = new Formula.Maker();
    List<Formula> goals =
        List.of(maker.of(one.predicate(), true), maker.of(other.predicate(), false));
    Surplus judged = search(goals, source(one, other, true), firesAlone(one, other));
    return judged.answer() == Surplus.Answer.NO ? found : judged;
  }

  /** Events that the log source of {@code other} leaves out. */
  private Surplus notAdmitted(CompiledRule one, CompiledRule other) {
    if (other.rule().logSource().contains(one.rule().logSource())) {
      return Surplus.NONE;
    }
    List<Formula> goals = List.of(new Formula.Maker().of(one.predicate(), true));
    return search(goals, source(one, other, false), firesAlone(one, other));
  }

  private static Predicate<Event> firesAlone(CompiledRule one, CompiledRule other) {
    return event -> Firing.fires(one, event) && !Firing.fires(other, event);
  }

  private Surplus search(
      List<Formula> goals, @Nullable LogSource source, Predicate<Event> isMeant) {
    List<byte[]> witness = new ArrayList<>();
    Outcome outcome =
        Tableau.search(
            goals,
            claims -> {
              byte[] event = source == null ? null : CaseEvent.write(source, claims);
              return event != null && isWitness(event, isMeant) && witness.add(event);
            });
    return switch (outcome) {
      case FOUND -> Surplus.of(new String(witness.get(0), StandardCharsets.UTF_8));
      case NONE -> Surplus.NONE;
      case UNKNOWN -> Surplus.UNKNOWN;
    };
  }

  private boolean isWitness(byte[] bytes, Predicate<Event> isMeant) {
    return reader.read(bytes) instanceof ReadResult.Readable readable
        && isMeant.test(readable.event());
  }

  /**
   * A log source that {@code one} admits, and {@code other} as well or not: one that the tables
   * know if there is any; null when there is none.
   */
  private @Nullable LogSource source(CompiledRule one, CompiledRule other, boolean both) {
    List<LogSource> stated = new ArrayList<>(sources(one.rule().logSource()));
    stated.addAll(sources(other.rule().logSource()));
    Set<LogSource> possible = new LinkedHashSet<>(stated);
    possible.retainAll(known);
    possible.addAll(known);
    possible.addAll(stated);
    return possible.stream()
        .filter(source -> Firing.admits(one, source) && Firing.admits(other, source) == both)
        .findFirst()
        .orElse(null);
  }

  private static List<LogSource> sources(LogSourcePattern pattern) {
    List<LogSource> sources = new ArrayList<>();
    for (String product : orNull(pattern.products())) {
      for (String category : orNull(pattern.categories())) {
        for (String service : orNull(pattern.services())) {
          sources.add(new LogSource(product, category, service));
        }
      }
    }
    return sources;
  }

  private static List<@Nullable String> orNull(List<String> stated) {
    return stated.isEmpty()
        ? Collections.<@Nullable String>singletonList(null)
        : new ArrayList<@Nullable String>(stated);
  }
}
