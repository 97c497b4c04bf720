package dev.sluice.engine.review;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.BooleanTest;
import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.NetworkTest;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.TimeTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.StringToken;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import java.util.List;

/** Whether each value that passes one test passes another. */
final class Inclusion {

  private Inclusion() {}

  /** Returns true only when it is so; false says nothing. */
  static boolean holds(ValueTest one, ValueTest other) {
    if (isSame(one, other)) {
      return true;
    }
    if (one instanceof TextTest text) {
      return holds(text, other);
    }
    if (one instanceof BooleanTest bool && other instanceof TextTest text) {
      return !text.cased() && text.anchor() == Anchor.EXACT && text.compared().equals(bool.text());
    }
    if (one instanceof GlobTest glob && other instanceof TextTest text) {
      return holds(glob, text);
    }
    if (one instanceof NumberTest a && other instanceof NumberTest b) {
      return holds(a.comparison(), b.comparison());
    }
    if (one instanceof TimeTest a && other instanceof TimeTest b) {
      return a.part() == b.part() && holds(a.comparison(), b.comparison());
    }
    return one instanceof NetworkTest a && other instanceof NetworkTest b && a.isWithin(b);
  }

  private static boolean isSame(ValueTest one, ValueTest other) {
    if (one instanceof RegexTest a && other instanceof RegexTest b) {
      return a.pattern().flags() == b.pattern().flags()
          && a.pattern().pattern().equals(b.pattern().pattern());
    }
    return one.equals(other);
  }

  private static boolean holds(TextTest one, ValueTest other) {
    if (other instanceof TextTest text) {
      return isAtLeastAsCased(one, text.cased())
          && holds(one.anchor(), compared(one, text.cased()), text.anchor(), text.compared());
    }
    if (other instanceof GlobTest glob) {
      return isAtLeastAsCased(one, glob.cased()) && holds(one, glob);
    }
    if (one.anchor() != Anchor.EXACT) {
      return false;
    }
    boolean anyCase = other instanceof NumberTest || other instanceof BooleanTest;
    return (anyCase || (one.cased() && other instanceof RegexTest))
        && other.test(Value.string(one.compared()));
  }

  private static boolean isAtLeastAsCased(TextTest one, boolean cased) {
    return one.cased() || !cased;
  }

  private static String compared(TextTest one, boolean cased) {
    return cased ? one.compared() : CaseFold.fold(one.compared());
  }

  private static boolean holds(Anchor anchor, String text, Anchor other, String part) {
    return switch (other) {
      case EXACT -> anchor == Anchor.EXACT && text.equals(part);
      case PREFIX -> (anchor == Anchor.EXACT || anchor == Anchor.PREFIX) && text.startsWith(part);
      case SUFFIX -> (anchor == Anchor.EXACT || anchor == Anchor.SUFFIX) && text.endsWith(part);
      case CONTAINS -> text.contains(part);
    };
  }

  /** A pattern that is open where the text is matches whatever has the text, if it matches it. */
  private static boolean holds(TextTest one, GlobTest other) {
    List<StringToken> tokens = other.compared().tokens();
    boolean openStart = tokens.get(0) == Wildcard.ANY_RUN;
    boolean openEnd = tokens.get(tokens.size() - 1) == Wildcard.ANY_RUN;
    boolean startsAnywhere = one.anchor() == Anchor.CONTAINS || one.anchor() == Anchor.SUFFIX;
    boolean endsAnywhere = one.anchor() == Anchor.CONTAINS || one.anchor() == Anchor.PREFIX;
    return (openStart || !startsAnywhere)
        && (openEnd || !endsAnywhere)
        && other.test(Value.string(one.compared()));
  }

  private static boolean holds(GlobTest one, TextTest other) {
    if (other.cased() && !one.cased()) {
      return false;
    }
    List<StringToken> tokens = one.compared().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) instanceof StringToken.Literal literal) {
        String text = other.cased() ? literal.text() : CaseFold.fold(literal.text());
        boolean isThere =
            switch (other.anchor()) {
              case EXACT -> false;
              case PREFIX -> i == 0 && text.startsWith(other.compared());
              case SUFFIX -> i == tokens.size() - 1 && text.endsWith(other.compared());
              case CONTAINS -> text.contains(other.compared());
            };
        if (isThere) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(Comparison one, Comparison other) {
    int order = one.value().compareTo(other.value());
    return switch (one.operator()) {
      case EQ -> other.test(one.value());
      case NEQ -> other.operator() == Comparison.Operator.NEQ && order == 0;
      case GT ->
          switch (other.operator()) {
            case GT, GTE, NEQ -> order >= 0;
            default -> false;
          };
      case GTE ->
          switch (other.operator()) {
            case GTE -> order >= 0;
            case GT, NEQ -> order > 0;
            default -> false;
          };
      case LT ->
          switch (other.operator()) {
            case LT, LTE, NEQ -> order <= 0;
            default -> false;
          };
      case LTE ->
          switch (other.operator()) {
            case LTE -> order <= 0;
            case LT, NEQ -> order < 0;
            default -> false;
          };
    };
  }
}
