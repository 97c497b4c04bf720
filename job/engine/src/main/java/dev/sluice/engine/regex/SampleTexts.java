package dev.sluice.engine.regex;

import com.google.re2j.Pattern;
import dev.sluice.engine.regex.Expression.Choice;
import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Writes texts in which a regular expression is found, for those who want to see one. */
public final class SampleTexts {

  private static final int MAX_SAMPLES = 8;
  private static final int MAX_LENGTH = 4096;
  private static final String PLAIN = "a0A-_ ./\\:x1z9";

  private final int number;
  private final StringBuilder text = new StringBuilder();

  private SampleTexts(int number) {
    this.number = number;
  }

  /**
   * Returns texts, the short ones first; none when nothing is known of {@code pattern}. The pattern
   * is found in each but where an assertion within it is in the way.
   */
  public static List<String> of(Pattern pattern) {
    Expression expression = ExpressionParser.parse(pattern);
    List<String> samples = new ArrayList<>();
    for (int i = 0; expression != null && i < MAX_SAMPLES; i++) {
      SampleTexts sample = new SampleTexts(i);
      sample.append(expression);
      String text = sample.text.toString();
      if (!samples.contains(text) && pattern.matcher(text).find()) {
        samples.add(text);
      }
    }
    return samples;
  }

  private void append(Expression expression) {
    if (text.length() > MAX_LENGTH) {
      return;
    }
    if (expression instanceof OneOf one) {
      text.append(member(one.codePoints()));
    } else if (expression instanceof Sequence sequence) {
      sequence.parts().forEach(this::append);
    } else if (expression instanceof Choice choice) {
      append(choice.branches().get(number % choice.branches().size()));
    } else if (expression instanceof Repeat repeat) {
      boolean more = repeat.most() == Repeat.UNBOUNDED || repeat.most() > repeat.least();
      int times = repeat.least() + (number % 2 == 1 && more ? 1 : 0);
      for (int i = 0; i < times; i++) {
        append(repeat.body());
      }
    }
  }

  /** A plain character when there is one. */
  private static String member(CodePoints set) {
    return PLAIN
        .codePoints()
        .filter(set::contains)
        .mapToObj(Character::toString)
        .findFirst()
        .orElseGet(
            () -> set.ranges().isEmpty() ? "" : Character.toString(set.ranges().get(0).first()));
  }
}
