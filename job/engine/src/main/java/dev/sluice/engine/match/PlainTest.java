package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.FieldLookup;
import dev.sluice.engine.event.Gathered;
import dev.sluice.engine.event.PlainEvent;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.regex.ByteRegex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A {@link Predicate} over an event that is read as places in its bytes: the same verdict, without
 * a text being built. Immutable and shared by threads; what an evaluation needs besides is in
 * {@link PlainEvaluation}.
 */
sealed interface PlainTest {

  /** Returns whether the event of {@code on} satisfies the predicate. */
  boolean test(PlainEvaluation on);

  /** Returns about what a call costs: only the order counts. */
  default int cost() {
    return 1;
  }

  /** Returns {@code terms}, the cheap ones first: no verdict depends on their order. */
  private static List<PlainTest> cheapFirst(List<PlainTest> terms) {
    return terms.stream().sorted(Comparator.comparingInt(PlainTest::cost)).toList();
  }

  private static int sum(List<PlainTest> terms) {
    return terms.stream().mapToInt(PlainTest::cost).sum();
  }

  /** True when every term is. */
  record All(List<PlainTest> terms) implements PlainTest {
    public All {
      terms = cheapFirst(terms);
    }

    @Override
    public int cost() {
      return sum(terms);
    }

    @Override
    public boolean test(PlainEvaluation on) {
      for (int i = 0; i < terms.size(); i++) {
        if (!terms.get(i).test(on)) {
          return false;
        }
      }
      return true;
    }
  }

  /** True when some term is. */
  record Any(List<PlainTest> terms) implements PlainTest {
    public Any {
      terms = cheapFirst(terms);
    }

    @Override
    public int cost() {
      return sum(terms);
    }

    @Override
    public boolean test(PlainEvaluation on) {
      for (int i = 0; i < terms.size(); i++) {
        if (terms.get(i).test(on)) {
          return true;
        }
      }
      return false;
    }
  }

  /** True when the term is not. */
  record Negation(PlainTest term) implements PlainTest {
    @Override
    public int cost() {
      return term.cost();
    }

    @Override
    public boolean test(PlainEvaluation on) {
      return !term.test(on);
    }
  }

  /** Evaluated at most once per event, whatever number of rules ask. */
  record Remembered(int number, PlainTest test) implements PlainTest {
    @Override
    public int cost() {
      return test.cost();
    }

    @Override
    public boolean test(PlainEvaluation on) {
      return on.once(number, test);
    }
  }

  /** Asks the whole event: for what is too rare to have a form of its own. */
  record InFull(Predicate predicate) implements PlainTest {
    @Override
    public int cost() {
      return 10_000;
    }

    @Override
    public boolean test(PlainEvaluation on) {
      return predicate.test(on.inFull());
    }
  }

  /** Some value of a field passes. */
  record Field(int field, ValueCheck check) implements PlainTest {
    @Override
    public int cost() {
      return check.cost();
    }

    @Override
    public boolean test(PlainEvaluation on) {
      PlainEvent event = on.event();
      FieldLookup place = on.place(field);
      int value = event.first(place);
      if (value == PlainEvent.NOT_PLAIN) {
        return passesGathered(on, event.gather(place));
      }
      for (; value >= 0; value = event.next(value)) {
        if (event.hasText(value) && check.passes(on, value)) {
          return true;
        }
      }
      return false;
    }

    private boolean passesGathered(PlainEvaluation on, Gathered values) {
      for (int i = 0; i < values.size(); i++) {
        if (on.event().hasText(values.value(i)) && check.passes(on, values.value(i))) {
          return true;
        }
      }
      for (Value made : values.made()) {
        if (check.test().test(made)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Some value of a field has one of many folded texts at its place; found in one pass. */
  record FieldHasOneOf(int field, LiteralIndex texts, List<TextTest> tests) implements PlainTest {
    private static final Watched.Sink ENOUGH = watchers -> false;

    @Override
    public int cost() {
      return 8;
    }

    @Override
    public boolean test(PlainEvaluation on) {
      PlainEvent event = on.event();
      FieldLookup place = on.place(field);
      int value = event.first(place);
      if (value == PlainEvent.NOT_PLAIN) {
        return isOneOf(event, event.gather(place));
      }
      for (; value >= 0; value = event.next(value)) {
        if (isOneOf(event, value)) {
          return true;
        }
      }
      return false;
    }

    private boolean isOneOf(PlainEvent event, int value) {
      if (!event.hasText(value)) {
        return false;
      }
      int from = event.foldedFrom(value);
      return !texts.search(event.buffer(), from, event.foldedTo(value), ENOUGH);
    }

    private boolean isOneOf(PlainEvent event, Gathered values) {
      for (int i = 0; i < values.size(); i++) {
        if (isOneOf(event, values.value(i))) {
          return true;
        }
      }
      for (Value made : values.made()) {
        for (TextTest test : tests) {
          if (test.test(made)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** {@link Leaf.FieldRelation}. */
  record Relation(int field, int other, Leaf.FieldRelation leaf) implements PlainTest {
    @Override
    public int cost() {
      return 6;
    }

    @Override
    public boolean test(PlainEvaluation on) {
      PlainEvent event = on.event();
      FieldLookup place = on.place(field);
      FieldLookup otherPlace = on.place(other);
      int value = event.first(place);
      int otherValue = event.first(otherPlace);
      if (value == PlainEvent.ABSENT || otherValue == PlainEvent.ABSENT) {
        return false;
      }
      boolean wholeTexts = leaf.anchor() == Anchor.EXACT && !leaf.cased();
      if (wholeTexts && isLoneString(event, value) && isLoneString(event, otherValue)) {
        return isEqual(event, value, otherValue);
      }
      return leaf.witness(event.values(place), event.values(otherPlace)) != null;
    }

    private static boolean isLoneString(PlainEvent event, int value) {
      return value >= 0 && event.isString(value) && event.next(value) == PlainEvent.ABSENT;
    }

    private static boolean isEqual(PlainEvent event, int value, int other) {
      int from = event.foldedFrom(value);
      int otherFrom = event.foldedFrom(other);
      byte[] texts = event.buffer();
      return Arrays.equals(
          texts, from, event.foldedTo(value), texts, otherFrom, event.foldedTo(other));
    }
  }

  /** Some string or number of the whole event passes. */
  record Anywhere(ValueCheck check) implements PlainTest {
    @Override
    public int cost() {
      return 1_000;
    }

    @Override
    public boolean test(PlainEvaluation on) {
      PlainEvent event = on.event();
      for (int value = 0; value < event.size(); value++) {
        if (event.isSearched(value) && check.passes(on, value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** {@link Leaf.FieldExists}. */
  record Exists(int field, Leaf.FieldExists leaf) implements PlainTest {
    @Override
    public boolean test(PlainEvaluation on) {
      return (on.event().first(on.place(field)) != PlainEvent.ABSENT) == leaf.expected();
    }
  }

  /** {@link Leaf.FieldIsNull}. */
  record IsNull(int field) implements PlainTest {
    @Override
    public boolean test(PlainEvaluation on) {
      PlainEvent event = on.event();
      FieldLookup place = on.place(field);
      int value = event.first(place);
      if (value == PlainEvent.NOT_PLAIN) {
        Gathered values = event.gather(place);
        for (int i = 0; i < values.size(); i++) {
          if (event.isNull(values.value(i))) {
            return true;
          }
        }
        return values.made().stream().anyMatch(made -> made.kind() == Value.Kind.NULL);
      }
      if (value == PlainEvent.ABSENT) {
        return true;
      }
      for (; value >= 0; value = event.next(value)) {
        if (event.isNull(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A {@link ValueTest} of a value that has a text. */
  sealed interface ValueCheck {
    boolean passes(PlainEvaluation on, int value);

    /** Returns the test that this is a faster form of. */
    ValueTest test();

    /** Returns about what a call costs: only the order counts. */
    default int cost() {
      return 2;
    }
  }

  /** A folded text at its place. */
  record FoldedText(Watched text, ValueTest test) implements ValueCheck {
    @Override
    public int cost() {
      return text.anchor() == Anchor.CONTAINS ? 4 : 2;
    }

    @Override
    public boolean passes(PlainEvaluation on, int value) {
      PlainEvent event = on.event();
      int from = event.foldedFrom(value);
      return text.isIn(event.buffer(), from, event.foldedTo(value));
    }
  }

  /** A text as it is, at its place. */
  record ExactText(Watched text, ValueTest test) implements ValueCheck {
    @Override
    public boolean passes(PlainEvaluation on, int value) {
      int length = on.event().exactLength(value);
      return text.isIn(on.event().exactBuffer(), 0, length);
    }
  }

  /** A pattern with wildcards. */
  record Glob(ByteGlob pattern, GlobTest test) implements ValueCheck {
    @Override
    public int cost() {
      return 30;
    }

    @Override
    public boolean passes(PlainEvaluation on, int value) {
      PlainEvent event = on.event();
      if (test.cased()) {
        int length = event.exactLength(value);
        return pattern.matches(event.exactBuffer(), 0, length);
      }
      int from = event.foldedFrom(value);
      return pattern.matches(event.buffer(), from, event.foldedTo(value));
    }
  }

  /** A regular expression that the byte engine takes; RE2/J sees texts that are not Unicode. */
  record Regex(ByteRegex regex, RegexTest test) implements ValueCheck {
    @Override
    public int cost() {
      return 60;
    }

    @Override
    public boolean passes(PlainEvaluation on, int value) {
      PlainEvent event = on.event();
      int length = event.exactLength(value);
      return event.hasLoneSurrogate()
          ? test.test(event.toValue(value))
          : on.searcher(regex).find(event.exactBuffer(), 0, length);
    }
  }

  /** A whole number; {@code digits} are how it is written plainly. */
  record WholeNumber(byte[] digits, NumberTest test) implements ValueCheck {
    @Override
    public boolean passes(PlainEvaluation on, int value) {
      PlainEvent event = on.event();
      int from = event.foldedFrom(value);
      int to = event.foldedTo(value);
      return LiteralIndex.isOddNumber(event.buffer(), from, to)
          ? test.test(event.toValue(value))
          : Arrays.equals(digits, 0, digits.length, event.buffer(), from, to);
    }
  }

  /** Whatever else: on the value itself. */
  record Other(ValueTest test) implements ValueCheck {
    @Override
    public int cost() {
      return 20;
    }

    @Override
    public boolean passes(PlainEvaluation on, int value) {
      return test.test(on.event().toValue(value));
    }
  }
}
