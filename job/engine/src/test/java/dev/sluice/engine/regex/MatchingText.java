package dev.sluice.engine.regex;

import dev.sluice.engine.regex.Expression.Choice;
import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.util.List;
import java.util.Random;

/** Writes a text that an expression matches, unless an assertion within it is in the way. */
final class MatchingText {

  private static final int MAX_MORE = 3;

  private MatchingText() {}

  static String of(Expression expression, Random random) {
    StringBuilder text = new StringBuilder();
    append(expression, random, text);
    return text.toString();
  }

  private static void append(Expression expression, Random random, StringBuilder text) {
    if (expression instanceof OneOf one) {
      text.append(member(one.codePoints(), random));
    } else if (expression instanceof Sequence sequence) {
      sequence.parts().forEach(part -> append(part, random, text));
    } else if (expression instanceof Choice choice) {
      List<Expression> branches = choice.branches();
      append(branches.get(random.nextInt(branches.size())), random, text);
    } else if (expression instanceof Repeat repeat) {
      int room = repeat.most() == Repeat.UNBOUNDED ? MAX_MORE : repeat.most() - repeat.least();
      int times = repeat.least() + random.nextInt(Math.min(room, MAX_MORE) + 1);
      for (int i = 0; i < times; i++) {
        append(repeat.body(), random, text);
      }
    }
  }

  private static String member(CodePoints set, Random random) {
    if (set.ranges().isEmpty()) {
      return "";
    }
    for (int i = 0; i < 5; i++) {
      String letter = HostileText.letter(random);
      if (set.contains(letter.codePointAt(0))) {
        return letter;
      }
    }
    CodePoints.Range range = set.ranges().get(random.nextInt(set.ranges().size()));
    int codePoint = range.first() + random.nextInt(Math.min(128, range.last() - range.first() + 1));
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return surrogate ? "" : Character.toString(codePoint);
  }
}
