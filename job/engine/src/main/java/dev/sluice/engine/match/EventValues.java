package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where evidence is looked for: the values of an event, however it was read. */
interface EventValues {

  /** Returns the values of a field, as {@link Event#values} does. */
  List<Value> values(String field);

  /** Returns every string and number, as {@link Event#texts} does. */
  List<Value> texts();

  /** Returns the event's own time, as {@link Event#time} does. */
  @Nullable Instant time();

  /** Returns whether a field is filled in, as {@link Event#isEnriched} does. */
  boolean isEnriched(String field);

  /** Returns the values of {@code event}. */
  static EventValues of(Event event) {
    return new EventValues() {
      @Override
      public List<Value> values(String field) {
        return event.values(field);
      }

      @Override
      public List<Value> texts() {
        return event.texts();
      }

      @Override
      public @Nullable Instant time() {
        return event.time();
      }

      @Override
      public boolean isEnriched(String field) {
        return event.isEnriched(field);
      }
    };
  }
}
