package dev.sluice.engine.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * What a regular expression says once its syntax and flags are resolved. Groups leave no trace, for
 * nobody asks where a match is.
 */
sealed interface Expression
    permits Assertion, Expression.OneOf, Expression.Sequence, Expression.Choice, Expression.Repeat {

  /** Matches the empty text. */
  Expression EMPTY = new Sequence(List.of());

  /** One character out of {@code codePoints}. */
  record OneOf(CodePoints codePoints) implements Expression {}

  /** One after the other; no part is a sequence. Build with {@link #sequence}. */
  record Sequence(List<Expression> parts) implements Expression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Any of at least one branch. Build with {@link #choice}. */
  record Choice(List<Expression> branches) implements Expression {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /** {@code body} from {@code least} to {@code most} times. Build with {@link #repeat}. */
  record Repeat(Expression body, int least, int most) implements Expression {
    static final int UNBOUNDED = -1;
  }

  static Expression sequence(List<Expression> parts) {
    List<Expression> flat = new ArrayList<>();
    for (Expression part : parts) {
      if (part instanceof Sequence inner) {
        flat.addAll(inner.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.isEmpty() ? EMPTY : flat.size() == 1 ? flat.get(0) : new Sequence(flat);
  }

  /** Single characters become one set. */
  static Expression choice(List<Expression> branches) {
    if (branches.size() == 1) {
      return branches.get(0);
    }
    if (!branches.stream().allMatch(OneOf.class::isInstance)) {
      return new Choice(branches);
    }
    List<CodePoints.Range> ranges = new ArrayList<>();
    for (Expression branch : branches) {
      ranges.addAll(((OneOf) branch).codePoints().ranges());
    }
    return new OneOf(new CodePoints(ranges));
  }

  /** Repeating the empty text is the empty text. */
  static Expression repeat(Expression body, int least, int most) {
    if (most == 0 || body.equals(EMPTY)) {
      return EMPTY;
    }
    return least == 1 && most == 1 ? body : new Repeat(body, least, most);
  }
}
