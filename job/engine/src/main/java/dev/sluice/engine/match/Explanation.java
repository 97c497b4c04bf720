package dev.sluice.engine.match;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A predicate in words, with its verdict on an event: the tree that {@link Predicate#test}
 * evaluates, node by node.
 *
 * @param text for a search identifier its name, for a leaf field, operator and value, for an end
 *     {@code event time before} it, else {@code all of}, {@code any of}, {@code not}
 * @param verdict null when no event was given
 * @param actual for a leaf the values that the event has in its field, at most ten, for an end its
 *     time; empty when it has none
 */
public record Explanation(
    String text, @Nullable Boolean verdict, List<String> actual, List<Explanation> parts) {

  private static final int MAX_ACTUAL = 10;

  public Explanation {
    actual = List.copyOf(actual);
    parts = List.copyOf(parts);
  }

  /**
   * Explains {@code predicate}, on {@code event} when one is given. Each node's verdict is the
   * evaluator's own.
   */
  public static Explanation of(Predicate predicate, @Nullable Event event) {
    Boolean verdict = event == null ? null : predicate.test(event);
    if (predicate instanceof Predicate.And and) {
      return new Explanation("all of", verdict, List.of(), all(and.terms(), event));
    }
    if (predicate instanceof Predicate.Or or) {
      return new Explanation("any of", verdict, List.of(), all(or.terms(), event));
    }
    if (predicate instanceof Predicate.Not not) {
      return new Explanation("not", verdict, List.of(), List.of(of(not.term(), event)));
    }
    if (predicate instanceof Predicate.Selection named) {
      return new Explanation(named.name(), verdict, List.of(), List.of(of(named.body(), event)));
    }
    if (predicate instanceof Predicate.Before before) {
      return new Explanation(
          "event time before " + before.end(), verdict, actualTime(event), List.of());
    }
    if (predicate instanceof Leaf leaf) {
      String text = leaf.field() + " " + leaf.operator() + " '" + leaf.value() + "'";
      return new Explanation(text, verdict, actual(leaf, event), List.of());
    }
    throw new IllegalStateException("unknown predicate " + predicate.getClass());
  }

  private static List<Explanation> all(List<Predicate> terms, @Nullable Event event) {
    return terms.stream().map(term -> of(term, event)).toList();
  }

  private static List<String> actualTime(@Nullable Event event) {
    Instant time = event == null ? null : event.time();
    return time == null ? List.of() : List.of(time.toString());
  }

  private static List<String> actual(Leaf leaf, @Nullable Event event) {
    if (event == null) {
      return List.of();
    }
    if (leaf instanceof Leaf.Keyword) {
      String witness = leaf.witness(event);
      return witness == null ? List.of() : List.of(witness);
    }
    return event.values(leaf.field()).stream()
        .limit(MAX_ACTUAL)
        .map(value -> value.kind() == Value.Kind.NULL ? "null" : value.text())
        .toList();
  }
}
