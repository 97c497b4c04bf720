package dev.sluice.engine.review;

import dev.sluice.engine.compile.BooleanTest;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is claimed of one field, and values that make it true. For one thread. */
final class FieldCase {

  private static final List<String> SOME = List.of("x", "sluice", "1", "");

  private final List<ValueTest> wanted = new ArrayList<>();
  private final List<ValueTest> unwanted = new ArrayList<>();
  private boolean present;
  private boolean isNull;

  void want(ValueTest test, boolean holds) {
    (holds ? wanted : unwanted).add(test);
  }

  /** The event has the field. */
  void present() {
    present = true;
  }

  /** The event lacks the field, or has it with null. */
  void isNull() {
    isNull = true;
  }

  /** Whether the values are to be written as they are, not as texts. */
  boolean isBare() {
    return !wanted.isEmpty()
        && (wanted.stream().allMatch(NumberTest.class::isInstance)
            || wanted.stream().allMatch(BooleanTest.class::isInstance));
  }

  /** Whether JSON null is among the values. */
  boolean hasNull() {
    return isNull && (present || !wanted.isEmpty());
  }

  /**
   * The texts that the field may have: none when it may be absent; null when nothing is found that
   * passes what is wanted and nothing else.
   */
  @Nullable List<String> texts() {
    if (wanted.isEmpty()) {
      return present && !isNull ? first(SOME) : List.of();
    }
    for (String sample : Samples.of(wanted)) {
      if (passes(sample, wanted) && fits(sample)) {
        return List.of(sample);
      }
    }
    Set<String> texts = new LinkedHashSet<>();
    for (ValueTest test : wanted) {
      List<String> one =
          first(Samples.of(test).stream().filter(sample -> passes(sample, List.of(test))).toList());
      if (one == null) {
        return null;
      }
      texts.addAll(one);
    }
    return List.copyOf(texts);
  }

  private @Nullable List<String> first(List<String> samples) {
    return samples.stream().filter(this::fits).findFirst().map(List::of).orElse(null);
  }

  private boolean fits(String text) {
    Value value = Value.string(text);
    return unwanted.stream().noneMatch(test -> test.test(value));
  }

  private static boolean passes(String text, List<ValueTest> tests) {
    Value value = Value.string(text);
    return tests.stream().allMatch(test -> test.test(value));
  }
}
