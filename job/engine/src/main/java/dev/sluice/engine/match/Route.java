package dev.sluice.engine.match;

import dev.sluice.engine.event.FieldLookup;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.Vocabulary;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all events with one key: their log sources, where their fields stand, and the
 * rules that may fire. Shared by threads.
 */
final class Route {
  private final Vocabulary vocabulary;
  private final int shape;
  private final Set<LogSource> logSources;
  private final LineageNeed lineageNeed;
  private final @Nullable CompletableFuture<RoutePlan> plan;
  private final @Nullable FieldLookup[] places;
  private volatile @Nullable Ready ready;

  /** A plan and where the fields of its indexes stand. */
  record Ready(RoutePlan plan, FieldLookup[] basePlaces, FieldLookup[] addedPlaces) {}

  /**
   * @param plan null when there is no room for another plan
   */
  Route(
      Vocabulary vocabulary,
      int shape,
      Set<LogSource> logSources,
      LineageNeed lineageNeed,
      @Nullable CompletableFuture<RoutePlan> plan) {
    this.vocabulary = vocabulary;
    this.shape = shape;
    this.logSources = logSources;
    this.lineageNeed = lineageNeed;
    this.plan = plan;
    this.places = new FieldLookup[vocabulary.size()];
  }

  Set<LogSource> logSources() {
    return logSources;
  }

  LineageNeed lineageNeed() {
    return lineageNeed;
  }

  @Nullable CompletableFuture<RoutePlan> plan() {
    return plan;
  }

  /** Returns the plan, or null while it is being built. */
  @Nullable Ready ready() {
    Ready known = ready;
    if (known == null && plan != null && plan.isDone()) {
      RoutePlan built = plan.join();
      known = new Ready(built, places(built.base()), places(built.added()));
      ready = known;
    }
    return known;
  }

  private FieldLookup[] places(@Nullable IndexedRules rules) {
    FieldLookup[] found = new FieldLookup[rules == null ? 0 : rules.fields()];
    for (int i = 0; rules != null && i < found.length; i++) {
      found[i] = place(vocabulary.number(rules.field(i)), rules.field(i));
    }
    return found;
  }

  private FieldLookup place(int number, String field) {
    FieldLookup place = vocabulary.lookup(shape, logSources, field);
    places[number] = place;
    return place;
  }

  /** Returns where the field with {@code number} stands. */
  FieldLookup place(int number) {
    FieldLookup place = places[number];
    return place == null ? place(number, vocabulary.field(number)) : place;
  }
}
