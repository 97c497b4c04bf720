package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.BooleanTest;
import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.RouteKeys;
import dev.sluice.engine.event.RouteKeys.Knowledge;
import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a route's key decides: with the event id and channel known, most rules of a log
 * source become false before an event is looked at.
 *
 * <p>Invariant: on every event with the key, the result has the verdict of the predicate.
 */
final class ConstantFolder {
  /** The fields that say what an event is. */
  static final List<String> FIELDS = List.of("EventID", "Channel", "Provider_Name");

  private static final Predicate TRUE = new Predicate.And(List.of());

  private final RouteKeys keys;
  private final long key;

  ConstantFolder(RouteKeys keys, long key) {
    this.keys = keys;
    this.key = key;
  }

  /** Returns what {@code key} says of every constant: equal texts fold equally. */
  static String constants(RouteKeys keys, long key) {
    StringBuilder constants = new StringBuilder();
    for (String field : FIELDS) {
      Value value = keys.value(key, field);
      constants
          .append(value == null ? keys.knowledge(key, field) : "=" + value.text())
          .append('\n');
    }
    return constants.toString();
  }

  /** Returns the texts that {@code predicates} compare constants with, by field. */
  static Map<String, Set<String>> texts(Iterable<Predicate> predicates) {
    Map<String, Set<String>> texts = new HashMap<>();
    FIELDS.forEach(field -> texts.put(field, new HashSet<>()));
    predicates.forEach(predicate -> addTexts(predicate, texts));
    return texts;
  }

  private static void addTexts(Predicate predicate, Map<String, Set<String>> texts) {
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> addTexts(term, texts));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> addTexts(term, texts));
    } else if (predicate instanceof Predicate.Not not) {
      addTexts(not.term(), texts);
    } else if (predicate instanceof Predicate.Selection selection) {
      addTexts(selection.body(), texts);
    } else if (predicate instanceof Leaf.FieldMatches matches) {
      Set<String> ofField = texts.get(matches.field());
      String text = comparedText(matches.valueTest());
      if (ofField != null && text != null) {
        ofField.add(text);
      }
    }
  }

  /** Returns the one text that passes {@code test}, or null when it is no such test. */
  private static @Nullable String comparedText(ValueTest test) {
    if (test instanceof TextTest text && text.anchor() == Anchor.EXACT && !text.cased()) {
      return Utf8.hasLoneSurrogate(text.compared()) ? null : text.compared();
    }
    return test instanceof NumberTest number ? wholeNumber(number.comparison()) : null;
  }

  /** Returns the number that equals, in plain digits, or null when it is no such comparison. */
  static @Nullable String wholeNumber(Comparison comparison) {
    BigDecimal number = comparison.value();
    boolean plain =
        comparison.operator() == Comparison.Operator.EQ
            && number.signum() >= 0
            && number.precision() - number.scale() <= 18
            && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
    return plain ? number.toBigInteger().toString() : null;
  }

  /** Returns {@code predicate} with what is known decided; itself when nothing is. */
  Predicate fold(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return fold(and, and.terms(), Predicate.NEVER, TRUE);
    }
    if (predicate instanceof Predicate.Or or) {
      return fold(or, or.terms(), TRUE, Predicate.NEVER);
    }
    if (predicate instanceof Predicate.Not not) {
      Predicate term = fold(not.term());
      return term == not.term()
          ? not
          : term.equals(TRUE)
              ? Predicate.NEVER
              : term.equals(Predicate.NEVER) ? TRUE : new Predicate.Not(term);
    }
    if (predicate instanceof Predicate.Selection selection) {
      Predicate body = fold(selection.body());
      return body == selection.body() ? selection : body;
    }
    if (predicate instanceof Predicate.Before) {
      return predicate;
    }
    Boolean verdict = decide((Leaf) predicate);
    return verdict == null ? predicate : verdict ? TRUE : Predicate.NEVER;
  }

  /**
   * @param decisive the term that decides the whole
   * @param neutral the term that does not matter
   */
  private Predicate fold(
      Predicate whole, List<Predicate> terms, Predicate decisive, Predicate neutral) {
    List<Predicate> folded = new ArrayList<>(terms.size());
    boolean changed = false;
    for (Predicate term : terms) {
      Predicate after = fold(term);
      changed |= after != term;
      if (after.equals(decisive)) {
        return decisive;
      }
      if (!after.equals(neutral)) {
        folded.add(after);
      }
    }
    if (!changed) {
      return whole;
    }
    return whole instanceof Predicate.And ? Predicate.allOf(folded) : Predicate.anyOf(folded);
  }

  private @Nullable Boolean decide(Leaf leaf) {
    if (!FIELDS.contains(leaf.field())) {
      return null;
    }
    Knowledge knowledge = keys.knowledge(key, leaf.field());
    if (knowledge == Knowledge.UNKNOWN) {
      return null;
    }
    if (leaf instanceof Leaf.FieldMatches matches) {
      return decide(matches.valueTest(), knowledge, keys.value(key, leaf.field()));
    }
    if (leaf instanceof Leaf.FieldExists exists) {
      return exists.expected();
    }
    return leaf instanceof Leaf.FieldIsNull ? false : null;
  }

  private static @Nullable Boolean decide(
      ValueTest test, Knowledge knowledge, @Nullable Value value) {
    if (value != null) {
      boolean folded =
          (test instanceof TextTest text && !text.cased())
              || (test instanceof GlobTest glob && !glob.cased())
              || test instanceof BooleanTest
              || (test instanceof NumberTest && isWholeNumber(value.text()));
      return folded ? test.test(value) : null;
    }
    boolean excluded =
        comparedText(test) != null
            && (test instanceof TextTest || knowledge == Knowledge.OTHER_NUMBER);
    return excluded ? false : null;
  }

  private static boolean isWholeNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9')
        && text.length() <= 18
        && (text.length() == 1 || text.charAt(0) != '0');
  }
}
