package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code date} and {@code modified}. */
final class DateCheck implements Check {

  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern OTHER = Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})");

  @Override
  public void check(LintedDocument document, Findings findings) {
    if (document.keys().get("date") == null) {
      findings.add(document.header().position(), ErrorCode.DATE_MISSING, "'date' is missing");
    }
    LocalDate date = date(document, "date", findings);
    LocalDate modified = date(document, "modified", findings);
    if (date != null && modified != null && modified.isBefore(date)) {
      findings.add(
          document.positionOf("modified"),
          ErrorCode.DATE_ORDER,
          "modified on " + modified + ", before it was written on " + date);
    }
  }

  private static @Nullable LocalDate date(LintedDocument document, String key, Findings findings) {
    YamlScalar scalar = document.scalar(key);
    if (scalar == null) {
      return null;
    }
    LocalDate date = parse(scalar.text());
    if (date == null || !ISO.matcher(scalar.text()).matches()) {
      findings.add(
          scalar.position(),
          ErrorCode.DATE_FORM,
          "'" + scalar.text() + "' is no date of the form YYYY-MM-DD",
          date == null ? "" : "write " + date);
    }
    return date;
  }

  /** The date that {@code text} means, year first; null when there is none. */
  static @Nullable LocalDate parse(String text) {
    Matcher matcher = OTHER.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
