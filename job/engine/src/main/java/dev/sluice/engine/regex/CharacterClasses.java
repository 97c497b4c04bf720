package dev.sluice.engine.regex;

import dev.sluice.engine.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads classes such as {@code [^a-z\d]}, {@code \s} and {@code [[:alpha:]]}. */
final class CharacterClasses {

  private static final CodePoints DIGIT = CodePoints.ofBounds('0', '9');
  private static final CodePoints WORD =
      CodePoints.ofBounds('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

  /** Without {@code \v}, which {@code [:space:]} has. */
  private static final CodePoints PERL_SPACE =
      CodePoints.ofBounds('\t', '\n', '\f', '\r', ' ', ' ');

  private static final Map<Character, CodePoints> PERL =
      Map.of('d', DIGIT, 's', PERL_SPACE, 'w', WORD);

  private static final Map<String, CodePoints> POSIX =
      Map.ofEntries(
          Map.entry("alnum", CodePoints.ofBounds('0', '9', 'A', 'Z', 'a', 'z')),
          Map.entry("alpha", CodePoints.ofBounds('A', 'Z', 'a', 'z')),
          Map.entry("ascii", CodePoints.ofBounds(0, 0x7F)),
          Map.entry("blank", CodePoints.ofBounds('\t', '\t', ' ', ' ')),
          Map.entry("cntrl", CodePoints.ofBounds(0, 0x1F, 0x7F, 0x7F)),
          Map.entry("digit", DIGIT),
          Map.entry("graph", CodePoints.ofBounds('!', '~')),
          Map.entry("lower", CodePoints.ofBounds('a', 'z')),
          Map.entry("print", CodePoints.ofBounds(' ', '~')),
          Map.entry("punct", CodePoints.ofBounds('!', '/', ':', '@', '[', '`', '{', '~')),
          Map.entry("space", CodePoints.ofBounds('\t', '\r', ' ', ' ')),
          Map.entry("upper", CodePoints.ofBounds('A', 'Z')),
          Map.entry("word", WORD),
          Map.entry("xdigit", CodePoints.ofBounds('0', '9', 'A', 'F', 'a', 'f')));

  private final PatternText text;

  CharacterClasses(PatternText text) {
    this.text = text;
  }

  /** Reads a class whose opening bracket has been read. */
  CodePoints bracketed(boolean ignoresCase) throws RefusedException {
    boolean negated = text.take("^");
    CodePoints members = new CodePoints(List.of());
    boolean first = true;
    while (first || !text.take("]")) {
      first = false;
      members = members.union(item(ignoresCase));
    }
    return negated ? members.complement() : members;
  }

  private CodePoints item(boolean ignoresCase) throws RefusedException {
    if (text.lookingAt("[:") && text.has(":]")) {
      return posix(ignoresCase);
    }
    CodePoints perl = perl(ignoresCase);
    if (perl != null) {
      return perl;
    }
    int first = character();
    int last = first;
    if (text.lookingAt("-") && !text.lookingAt("-]")) {
      text.take("-");
      last = character();
    }
    if (last < first) {
      throw new RefusedException("a range runs backwards");
    }
    return ignoresCase ? CaseOrbits.closure(new Range(first, last)) : CodePoints.of(first, last);
  }

  private int character() throws RefusedException {
    return text.take("\\") ? text.takeEscaped() : text.take();
  }

  private CodePoints posix(boolean ignoresCase) throws RefusedException {
    text.take("[:");
    boolean negated = text.take("^");
    CodePoints members = POSIX.get(text.takeUntil(":]"));
    if (members == null) {
      throw new RefusedException("unknown class");
    }
    return group(members, negated, ignoresCase);
  }

  /** Reads {@code \d} and its kind if one comes next. */
  @Nullable CodePoints perl(boolean ignoresCase) throws RefusedException {
    int start = text.position();
    if (text.take("\\")) {
      int letter = text.take();
      CodePoints members = PERL.get((char) Character.toLowerCase(letter));
      if (members != null && letter < 0x80) {
        return group(members, letter < 'a', ignoresCase);
      }
    }
    text.returnTo(start);
    return null;
  }

  /** Case is ignored first: {@code (?i)\W} has no long s. */
  private static CodePoints group(CodePoints members, boolean negated, boolean ignoresCase)
      throws RefusedException {
    CodePoints closed = members;
    if (ignoresCase) {
      List<Range> ranges = new ArrayList<>();
      for (Range range : members.ranges()) {
        ranges.addAll(CaseOrbits.closure(range).ranges());
      }
      closed = new CodePoints(ranges);
    }
    return negated ? closed.complement() : closed;
  }
}
