package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Repairs what can be repaired without changing what a rule means: by edits of the text at the
 * places of the findings, so that comments and layout stay as they are.
 *
 * <p>Invariant: the {@link Meaning} of the text is the same before and after; an edit that would
 * change it is not made.
 */
public final class Repair {

  /** What a finding asks to be changed, null when it cannot be told. */
  private interface Cure {
    @Nullable TextEdit edit(TextLines lines, Position at);
  }

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_./+-]+");
  private static final Pattern CONDITION_WORD =
      Pattern.compile("(?i:and|or|not|(?:all|any|1)\\s+of(?:\\s+them)?)(?![^\\s()])");
  private static final Pattern ALL = Pattern.compile("\\|all(?=[|:'\"\\s])");
  private static final Map<ErrorCode, Cure> CURES = cures();

  private Repair() {}

  /** What became of a file. */
  public record Result(String text, List<SigmaError> repaired) {
    public Result {
      repaired = List.copyOf(repaired);
    }
  }

  /** The codes whose findings can be repaired, most of them. */
  public static Set<ErrorCode> codes() {
    Set<ErrorCode> codes = EnumSet.copyOf(CURES.keySet());
    codes.add(ErrorCode.LINE_ENDS);
    return codes;
  }

  /**
   * Repairs what can be of {@code findings}, all of the file with {@code text}. A repair may lay
   * open what is to be found next.
   */
  public static Result of(String text, List<SigmaError> findings) {
    List<Planned> planned = plan(new TextLines(text), findings);
    String current = text;
    Meaning meaning = Meaning.of(text);
    List<SigmaError> repaired = new ArrayList<>();
    int before = Integer.MAX_VALUE;
    for (Planned each : planned) {
      if (each.edit().to() <= before) {
        String next = each.edit().applyTo(current);
        if (Meaning.of(next).equals(meaning)) {
          current = next;
          repaired.add(each.finding());
          before = each.edit().from();
        }
      }
    }
    return lineEnds(current, findings, repaired);
  }

  /** Last of all, because it moves every place. */
  private static Result lineEnds(
      String text, List<SigmaError> findings, List<SigmaError> repaired) {
    List<SigmaError> ends =
        findings.stream().filter(finding -> finding.code() == ErrorCode.LINE_ENDS).toList();
    String next = text.replace("\r\n", "\n");
    if (ends.isEmpty() || !Meaning.of(next).equals(Meaning.of(text))) {
      return new Result(text, repaired);
    }
    repaired.addAll(ends);
    return new Result(next, repaired);
  }

  private record Planned(SigmaError finding, TextEdit edit) {}

  /** The edits from the end of the text to its start, so that none moves the place of another. */
  private static List<Planned> plan(TextLines lines, List<SigmaError> findings) {
    List<Planned> planned = new ArrayList<>();
    for (SigmaError finding : findings) {
      Cure cure = CURES.get(finding.code());
      TextEdit edit =
          cure == null ? null : cure.edit(lines, new Position(finding.line(), finding.column()));
      if (edit != null) {
        planned.add(new Planned(finding, edit));
      }
    }
    planned.sort(Comparator.comparingInt((Planned each) -> each.edit().from()).reversed());
    return planned;
  }

  private static Map<ErrorCode, Cure> cures() {
    Map<ErrorCode, Cure> cures = new EnumMap<>(ErrorCode.class);
    UnaryOperator<String> small = word -> word.toLowerCase(Locale.ROOT);
    for (ErrorCode code :
        List.of(
            ErrorCode.TAG_CASE,
            ErrorCode.LOGSOURCE_CASE,
            ErrorCode.STATUS_UNKNOWN,
            ErrorCode.LEVEL_UNKNOWN)) {
      cures.put(code, word(WORD, small));
    }
    cures.put(ErrorCode.CONDITION_WORD_CASE, word(CONDITION_WORD, small));
    cures.put(ErrorCode.TAG_TACTIC_SPELLING, word(WORD, word -> word.replace('_', '-')));
    cures.put(ErrorCode.TAG_CVE_FORM, word(WORD, Meaning::tag));
    cures.put(ErrorCode.DATE_FORM, word(WORD, Repair::date));
    cures.put(ErrorCode.MODIFIER_ALIAS, word(Pattern.compile("[a-z0-9]+"), Modifier::canonical));
    cures.put(ErrorCode.REPEATED_MODIFIER, Repair::withoutModifier);
    cures.put(ErrorCode.ALL_ON_ONE_VALUE, word(ALL, word -> ""));
    cures.put(ErrorCode.VALUE_TWICE, Repair::withoutItem);
    cures.put(ErrorCode.TAG_TWICE, Repair::withoutItem);
    cures.put(ErrorCode.REFERENCE_TWICE, Repair::withoutItem);
    cures.put(
        ErrorCode.TRAILING_SPACE,
        (lines, at) -> new TextEdit(lines.offset(at), lines.end(at.line()), ""));
    cures.put(
        ErrorCode.FINAL_NEWLINE,
        (lines, at) -> new TextEdit(lines.text().length(), lines.text().length(), "\n"));
    cures.put(ErrorCode.BYTE_ORDER_MARK, (lines, at) -> new TextEdit(0, 1, ""));
    return cures;
  }

  /** Rewrites what {@code pattern} finds at the place, when that changes it. */
  private static Cure word(Pattern pattern, UnaryOperator<String> rewrite) {
    return (lines, at) -> {
      Matcher found = lines.find(pattern, at);
      if (found == null || rewrite.apply(found.group()).equals(found.group())) {
        return null;
      }
      return new TextEdit(found.start(), found.end(), rewrite.apply(found.group()));
    };
  }

  private static String date(String word) {
    LocalDate date = DateCheck.parse(word);
    return date == null ? word : date.toString();
  }

  private static @Nullable TextEdit withoutModifier(TextLines lines, Position at) {
    Matcher found = lines.find(Pattern.compile("[a-z0-9]+"), at);
    boolean isBehindBar =
        found != null && found.start() > 0 && lines.text().charAt(found.start() - 1) == '|';
    return found != null && isBehindBar ? new TextEdit(found.start() - 1, found.end(), "") : null;
  }

  /** Takes out an item of a list that has its line for itself. */
  private static @Nullable TextEdit withoutItem(TextLines lines, Position at) {
    int begin = lines.begin(at.line());
    int end = lines.begin(at.line() + 1);
    boolean alone = lines.text().substring(begin, lines.offset(at)).strip().equals("-");
    boolean commented = lines.text().substring(lines.offset(at), end).contains(" #");
    return alone && !commented ? new TextEdit(begin, end, "") : null;
  }
}
