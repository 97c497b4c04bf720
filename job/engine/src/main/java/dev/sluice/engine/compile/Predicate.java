package dev.sluice.engine.compile;

import dev.sluice.engine.event.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled Sigma condition: a pure, immutable test of one event.
 *
 * <p>The records below and the {@link Leaf}s are the whole vocabulary. Modifiers, wildcards and
 * placeholders are already resolved. A field that the event lacks makes a positive leaf false and
 * never throws (sigma-semantics 20).
 */
public sealed interface Predicate
    permits Leaf,
        Predicate.And,
        Predicate.Or,
        Predicate.Not,
        Predicate.Selection,
        Predicate.Before {

  /** Never true. */
  Predicate NEVER = new Or(List.of());

  /** Returns whether {@code event} satisfies this predicate. */
  boolean test(Event event);

  /** True when every term is; true for no terms. */
  record And(List<Predicate> terms) implements Predicate {
    public And {
      terms = List.copyOf(terms);
    }

    @Override
    public boolean test(Event event) {
      for (Predicate term : terms) {
        if (!term.test(event)) {
          return false;
        }
      }
      return true;
    }
  }

  /** True when some term is; false for no terms. */
  record Or(List<Predicate> terms) implements Predicate {
    public Or {
      terms = List.copyOf(terms);
    }

    @Override
    public boolean test(Event event) {
      for (Predicate term : terms) {
        if (term.test(event)) {
          return true;
        }
      }
      return false;
    }
  }

  /** True when {@code term} is not. */
  record Not(Predicate term) implements Predicate {
    @Override
    public boolean test(Event event) {
      return !term.test(event);
    }
  }

  /** The body of the search identifier {@code name}. */
  record Selection(String name, Predicate body) implements Predicate {
    @Override
    public boolean test(Event event) {
      return body.test(event);
    }
  }

  /**
   * True when the event's own time is before {@code end}; for an event without a time that can be
   * read it is {@code withoutTime}. The clock on the wall has no part in it.
   */
  record Before(Instant end, boolean withoutTime) implements Predicate {
    @Override
    public boolean test(Event event) {
      return holds(event.time());
    }

    /** Returns whether it is true of an event with {@code time}, null for none. */
    public boolean holds(@Nullable Instant time) {
      return time == null ? withoutTime : time.isBefore(end);
    }
  }

  /** All of {@code terms}; a single one stands for itself. */
  static Predicate allOf(List<Predicate> terms) {
    return terms.size() == 1 ? terms.get(0) : new And(terms);
  }

  /** Any of {@code terms}; a single one stands for itself. */
  static Predicate anyOf(List<Predicate> terms) {
    return terms.size() == 1 ? terms.get(0) : new Or(terms);
  }
}
