package dev.sluice.engine.regex;

import dev.sluice.engine.regex.Expression.Choice;
import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A question whether an expression is found anywhere, in the form that needs the fewest states.
 *
 * <p>Nobody asks where a match is, so a repetition at either edge may stop at its least: who finds
 * {@code \s+foo.*} finds {@code \sfoo}.
 *
 * @param body what is found
 * @param anchored whether only the beginning of the text is looked at
 */
record Search(Expression body, boolean anchored) {

  static Search of(Expression expression) {
    Expression body = trimmed(trimmed(expression, true), false);
    if (beginsWithText(body)) {
      return new Search(body, true);
    }
    boolean isRun =
        body instanceof Repeat run
            && run.body() instanceof OneOf
            && run.least() == run.most()
            && run.least() > 1;
    return isRun ? ofRun((Repeat) body) : new Search(body, false);
  }

  /**
   * Of {@code X{n}} the longest run so far is all that counts; a new one begins after a character
   * that is not of X. Without this each state of the automaton holds up to n places, and {@code
   * .{1000}} a million in all.
   */
  private static Search ofRun(Repeat run) {
    OneOf member = (OneOf) run.body();
    OneOf other = new OneOf(member.codePoints().complement());
    Expression tooShort = Expression.repeat(member, 0, run.least() - 1);
    Expression before = Expression.sequence(List.of(tooShort, other));
    Expression earlier = Expression.repeat(before, 0, Repeat.UNBOUNDED);
    return new Search(Expression.sequence(List.of(earlier, run)), true);
  }

  private static Expression trimmed(Expression expression, boolean start) {
    if (expression instanceof Choice choice) {
      return Expression.choice(choice.branches().stream().map(b -> trimmed(b, start)).toList());
    }
    if (expression instanceof Repeat repeat) {
      Expression least = Expression.repeat(repeat.body(), repeat.least(), repeat.least());
      return repeat.least() == 1 ? trimmed(least, start) : least;
    }
    if (expression instanceof Sequence sequence) {
      return trimmed(sequence, start);
    }
    return expression;
  }

  private static Expression trimmed(Sequence sequence, boolean start) {
    List<Expression> parts = new ArrayList<>(sequence.parts());
    if (!start) {
      Collections.reverse(parts);
    }
    while (!parts.isEmpty()) {
      Expression edge = trimmed(parts.get(0), start);
      if (!edge.equals(Expression.EMPTY)) {
        parts.set(0, edge);
        break;
      }
      parts.remove(0);
    }
    if (!start) {
      Collections.reverse(parts);
    }
    return Expression.sequence(parts);
  }

  private static boolean beginsWithText(Expression expression) {
    if (expression instanceof Sequence sequence) {
      for (Expression part : sequence.parts()) {
        if (beginsWithText(part)) {
          return true;
        }
        if (!(part instanceof Assertion)) {
          return false;
        }
      }
      return false;
    }
    if (expression instanceof Choice choice) {
      return choice.branches().stream().allMatch(Search::beginsWithText);
    }
    return expression == Assertion.BEGIN_TEXT
        || (expression instanceof Repeat repeat
            && repeat.least() > 0
            && beginsWithText(repeat.body()));
  }
}
