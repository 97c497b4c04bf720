package dev.sluice.engine.regex;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the syntax of RE2/J 1.8, clause by clause as its parser does; whatever it does not know
 * exactly it refuses: {@code \p{..}}, {@code \C}, {@code (?U)}, surrogates, and what {@link
 * SharedPrefixFault} finds.
 *
 * <p>It never says that an expression is wrong: RE2/J has accepted it before.
 */
final class ExpressionParser {

  private static final int KNOWN_FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE;

  /** Groups within groups; each costs a frame of the stack. */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_REPEAT = 1000;

  private record Flags(boolean ignoresCase, boolean dotTakesNewline, boolean multiline) {
    Flags with(int letter, boolean on) throws RefusedException {
      return switch (letter) {
        case 'i' -> new Flags(on, dotTakesNewline, multiline);
        case 's' -> new Flags(ignoresCase, on, multiline);
        case 'm' -> new Flags(ignoresCase, dotTakesNewline, on);
        default -> throw new RefusedException("unknown flag");
      };
    }
  }

  private final PatternText text;
  private final CharacterClasses classes;
  private Flags flags;

  private ExpressionParser(String pattern, int flags) {
    this.text = new PatternText(pattern);
    this.classes = new CharacterClasses(text);
    this.flags =
        new Flags(
            (flags & Pattern.CASE_INSENSITIVE) != 0,
            (flags & Pattern.DOTALL) != 0,
            (flags & Pattern.MULTILINE) != 0);
  }

  /** Returns what {@code pattern} says, or null when it is refused. */
  static @Nullable Expression parse(Pattern pattern) {
    if ((pattern.flags() & ~KNOWN_FLAGS) != 0) {
      return null;
    }
    try {
      ExpressionParser parser = new ExpressionParser(pattern.pattern(), pattern.flags());
      Expression expression = parser.alternation(0);
      return parser.text.more() || SharedPrefixFault.mayStrike(expression) ? null : expression;
    } catch (RefusedException e) {
      return null;
    }
  }

  /** Reads until the end or an unread closing parenthesis. */
  private Expression alternation(int depth) throws RefusedException {
    if (depth > MAX_DEPTH) {
      throw new RefusedException("nested too deeply");
    }
    List<Expression> branches = new ArrayList<>();
    do {
      branches.add(concatenation(depth));
    } while (text.take("|"));
    return Expression.choice(branches);
  }

  private Expression concatenation(int depth) throws RefusedException {
    List<Expression> items = new ArrayList<>();
    while (text.more() && !text.lookingAt("|") && !text.lookingAt(")")) {
      if (!repetition(items)) {
        item(items, depth);
      }
    }
    return Expression.sequence(items);
  }

  /** Applies a repetition to the last item if one comes next. */
  private boolean repetition(List<Expression> items) throws RefusedException {
    int least;
    int most;
    if (text.lookingAt("{")) {
      int start = text.position();
      int[] bounds = bounds();
      if (bounds.length == 0) {
        text.returnTo(start);
        return false;
      }
      least = bounds[0];
      most = bounds[1];
    } else if (text.lookingAt("*") || text.lookingAt("+") || text.lookingAt("?")) {
      int sign = text.take();
      least = sign == '+' ? 1 : 0;
      most = sign == '?' ? 1 : Expression.Repeat.UNBOUNDED;
    } else {
      return false;
    }
    text.take("?");
    if (items.isEmpty()) {
      throw new RefusedException("nothing to repeat");
    }
    int last = items.size() - 1;
    items.set(last, Expression.repeat(items.get(last), least, most));
    return true;
  }

  /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}; empty when it is none and thus literal. */
  private int[] bounds() throws RefusedException {
    text.take("{");
    int least = number();
    int most = least;
    if (least >= 0 && text.take(",")) {
      most = text.lookingAt("}") ? Expression.Repeat.UNBOUNDED : number();
      if (most < 0 && !text.lookingAt("}")) {
        return new int[0];
      }
    }
    if (least < 0 || !text.take("}")) {
      return new int[0];
    }
    if (least > MAX_REPEAT || most > MAX_REPEAT || (most >= 0 && least > most)) {
      throw new RefusedException("bad repeat count");
    }
    return new int[] {least, most};
  }

  /** Reads a number without leading zeros; -1 when none is there. */
  private int number() {
    int start = text.position();
    int value = -1;
    for (int digit = text.takeDigit(10); digit >= 0; digit = text.takeDigit(10)) {
      if (value == 0) {
        text.returnTo(start);
        return -1;
      }
      value = Math.min(Math.max(value, 0) * 10 + digit, MAX_REPEAT + 1);
    }
    return value;
  }

  private void item(List<Expression> items, int depth) throws RefusedException {
    int start = text.position();
    int c = text.take();
    switch (c) {
      case '(' -> group(items, depth);
      case '[' -> items.add(new Expression.OneOf(classes.bracketed(flags.ignoresCase)));
      case '^' -> items.add(flags.multiline ? Assertion.BEGIN_LINE : Assertion.BEGIN_TEXT);
      case '$' -> items.add(flags.multiline ? Assertion.END_LINE : Assertion.END_TEXT);
      case '.' -> items.add(new Expression.OneOf(dot()));
      case '\\' -> escape(items, start);
      default -> items.add(literal(c));
    }
  }

  private CodePoints dot() {
    return flags.dotTakesNewline ? CodePoints.ALL : CodePoints.of('\n').complement();
  }

  private Expression literal(int codePoint) throws RefusedException {
    CodePoints.Range alone = new CodePoints.Range(codePoint, codePoint);
    return new Expression.OneOf(
        flags.ignoresCase ? CaseOrbits.closure(alone) : CodePoints.of(codePoint));
  }

  private void escape(List<Expression> items, int start) throws RefusedException {
    if (text.take("Q")) {
      String quoted = text.has("\\E") ? text.takeUntil("\\E") : text.takeRest();
      for (PatternText rest = new PatternText(quoted); rest.more(); ) {
        items.add(literal(rest.take()));
      }
    } else if (text.take("A")) {
      items.add(Assertion.BEGIN_TEXT);
    } else if (text.take("z")) {
      items.add(Assertion.END_TEXT);
    } else if (text.take("b")) {
      items.add(Assertion.WORD_BOUNDARY);
    } else if (text.take("B")) {
      items.add(Assertion.NO_WORD_BOUNDARY);
    } else {
      text.returnTo(start);
      CodePoints perl = classes.perl(flags.ignoresCase);
      if (perl != null) {
        items.add(new Expression.OneOf(perl));
      } else {
        text.take("\\");
        items.add(literal(text.takeEscaped()));
      }
    }
  }

  private void group(List<Expression> items, int depth) throws RefusedException {
    Flags outer = flags;
    if (text.take("?P<") || text.take("?<")) {
      text.takeUntil(">");
    } else if (text.take("?") && flagsEndTheGroup()) {
      return;
    }
    items.add(alternation(depth + 1));
    if (!text.take(")")) {
      throw new RefusedException("no closing parenthesis");
    }
    flags = outer;
  }

  /** Reads {@code i-s:} or {@code i-s)} and returns whether it was the latter. */
  private boolean flagsEndTheGroup() throws RefusedException {
    boolean on = true;
    while (true) {
      int c = text.take();
      if (c == ':' || c == ')') {
        return c == ')';
      }
      if (c == '-' && on) {
        on = false;
      } else {
        flags = flags.with(c, on);
      }
    }
  }
}
