package dev.sluice.engine.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/** Regular expressions of linear time only; what RE2/J cannot run is refused with the reason. */
final class RegexCompiler {

  private static final int MAX_LENGTH = 16_384;

  /** States of the automaton, estimated; the largest of SigmaHQ needs about 3,000. */
  private static final long MAX_STATES = 50_000;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?\\}");
  private static final java.util.regex.Pattern BACKTRACKING =
      java.util.regex.Pattern.compile("\\(\\?(=|!|<=|<!|>|\\()|\\\\[1-9]|\\\\k[<{']|[*+?}]\\+");

  private static final java.util.regex.Pattern INLINE_I =
      java.util.regex.Pattern.compile("\\(\\?[a-zA-Z]*i");

  private RegexCompiler() {}

  static Pattern compile(String regex, int flags, Position at) throws RuleProblem {
    if (regex.length() > MAX_LENGTH || states(regex) > MAX_STATES) {
      throw new RuleProblem(
          at,
          ErrorCode.REGEX_TOO_LARGE,
          "the regular expression is too large ("
              + states(regex)
              + " states, at most "
              + MAX_STATES
              + ")",
          "repeat less, or split it");
    }
    boolean ignoresCase = (flags & Pattern.CASE_INSENSITIVE) != 0 || INLINE_I.matcher(regex).find();
    if (ignoresCase && FoldingTrap.namesTrappedLetter(regex)) {
      throw new RuleProblem(
          at,
          ErrorCode.REGEX_UNSUPPORTED,
          "the letters U+1C80 to U+1C88 cannot be matched in any case",
          "match them without 'i'");
    }
    try {
      return Pattern.compile(regex, flags);
    } catch (PatternSyntaxException e) {
      boolean unsupported = BACKTRACKING.matcher(regex).find();
      throw new RuleProblem(
          at,
          unsupported ? ErrorCode.REGEX_UNSUPPORTED : ErrorCode.BAD_REGEX,
          (unsupported
                  ? "look-around, back-references and possessive repetition need backtracking: "
                  : "no regular expression: ")
              + e.getDescription()
              + (e.getPattern() == null ? "" : " '" + e.getPattern() + "'"),
          unsupported ? "use a second search identifier with 'not' instead" : "");
    }
  }

  /**
   * An upper bound of the automaton's states: atoms, multiplied where {@code {n,m}} repeats them.
   */
  static long states(String regex) {
    Deque<Long> outer = new ArrayDeque<>();
    long size = 0;
    long last = 0;
    Matcher repeat = REPEAT.matcher(regex);
    int i = 0;
    while (i < regex.length() && size <= MAX_STATES) {
      char c = regex.charAt(i);
      if (c == '(') {
        outer.push(size);
        size = 0;
        last = 0;
      } else if (c == ')' && !outer.isEmpty()) {
        last = size + 1;
        size = outer.pop() + last;
      } else if (c == '{' && repeat.region(i, regex.length()).lookingAt()) {
        size += last * (times(repeat) - 1);
        i += repeat.end() - i - 1;
      } else {
        i += c == '\\' ? 1 : c == '[' ? classLength(regex, i) : 0;
        last = 1;
        size++;
      }
      i++;
    }
    for (long waiting : outer) {
      size += waiting;
    }
    return size;
  }

  private static long times(Matcher repeat) {
    String least = repeat.group(1);
    String most = repeat.group(3);
    return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? least : most));
  }

  private static int classLength(String regex, int open) {
    int i = open + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    int first = i;
    while (i < regex.length() && (regex.charAt(i) != ']' || i == first)) {
      i += regex.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, regex.length()) - open;
  }
}
