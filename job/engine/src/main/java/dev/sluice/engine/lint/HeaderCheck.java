package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Title, id, status, level, description, author and licence. */
final class HeaderCheck implements Check {

  /** The values that the specification allows. */
  static final List<String> STATUSES =
      List.of("stable", "test", "experimental", "deprecated", "unsupported");

  static final List<String> LEVELS = List.of("informational", "low", "medium", "high", "critical");

  private static final int MAX_TITLE = 110;
  private static final int MIN_DESCRIPTION = 16;
  private static final Pattern TELLS =
      Pattern.compile("(?i)(detects?|detection of|detecting)\\b.*");

  /** An SPDX identifier or expression (spdx.org/licenses). */
  private static final Pattern LICENCE =
      Pattern.compile("[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*");

  @Override
  public void check(LintedDocument document, Findings findings) {
    title(document, findings);
    YamlScalar id = document.scalar("id");
    if (id != null && !id.text().equals(id.text().toLowerCase(Locale.ROOT))) {
      findings.add(
          id.position(), ErrorCode.ID_CASE, "'id' has capital letters", "UUIDs are written small");
    }
    if (!document.isFilter()) {
      word(document, "status", STATUSES, ErrorCode.STATUS_UNKNOWN, findings);
      word(document, "level", LEVELS, ErrorCode.LEVEL_UNKNOWN, findings);
      missing(document, "status", ErrorCode.STATUS_MISSING, findings);
      if (document.alerts()) {
        missing(document, "level", ErrorCode.LEVEL_MISSING, findings);
      }
    }
    description(document, findings);
    missing(document, "author", ErrorCode.AUTHOR_MISSING, findings);
    YamlScalar licence = document.scalar("license");
    if (licence != null && !LICENCE.matcher(licence.text()).matches()) {
      findings.add(
          licence.position(),
          ErrorCode.LICENSE_FORM,
          "'license' is no SPDX identifier",
          "for example 'Apache-2.0' or 'DRL-1.1'");
    }
  }

  private static void title(LintedDocument document, Findings findings) {
    YamlScalar title = document.scalar("title");
    if (title == null) {
      return;
    }
    int length = title.text().length();
    if (length > MAX_TITLE) {
      findings.add(
          title.position(),
          ErrorCode.TITLE_LENGTH,
          "the title has " + length + " characters, lists show about " + MAX_TITLE,
          "the description has room for the rest");
    }
    if (title.text().endsWith(".")) {
      findings.add(title.position(), ErrorCode.TITLE_FORM, "a title has no full stop");
    } else if (TELLS.matcher(title.text()).matches()) {
      findings.add(
          title.position(),
          ErrorCode.TITLE_FORM,
          "a title names what is seen, every rule detects something",
          "leave '" + title.text().split(" ", 2)[0] + "' to the description");
    }
  }

  private static void description(LintedDocument document, Findings findings) {
    YamlScalar description = document.scalar("description");
    if (description == null) {
      missing(document, "description", ErrorCode.DESCRIPTION_MISSING, findings);
    } else if (description.text().strip().length() < MIN_DESCRIPTION) {
      findings.add(
          description.position(),
          ErrorCode.DESCRIPTION_SHORT,
          "the description has fewer than " + MIN_DESCRIPTION + " characters",
          "say what happens and why it matters");
    }
  }

  private static void word(
      LintedDocument document, String key, List<String> known, ErrorCode code, Findings findings) {
    YamlScalar scalar = document.scalar(key);
    if (scalar != null && !known.contains(scalar.text())) {
      String hint = NearestWord.hint(scalar.text(), known);
      findings.add(
          scalar.position(),
          code,
          "'" + scalar.text() + "' is no " + key,
          hint.isEmpty() ? "one of " + String.join(", ", known) : hint);
    }
  }

  private static void missing(
      LintedDocument document, String key, ErrorCode code, Findings findings) {
    if (document.keys().get(key) == null) {
      findings.add(document.header().position(), code, "'" + key + "' is missing");
    }
  }
}
