package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.regex.Pattern;

/** The regular expressions of a document, as texts. */
final class RegexCheck implements Check {

  private static final Pattern CATCH_ALL = Pattern.compile("\\^?(\\.\\*\\??|\\(\\.\\*\\))?\\$?");

  /** Letters, digits and blanks, with a literal between optional anchors. */
  private static final Pattern PLAIN =
      Pattern.compile("\\^?([\\w %/@,;:='\"~#&-]|\\\\[.\\\\/*+?()\\[\\]{}^$|-])+\\$?");

  private static final Pattern NEEDLESS =
      Pattern.compile("(?s)\\.\\*\\??[^?+{].*|.*[^\\\\]\\.\\*\\??");

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (Detection.Item item : DetectionItems.of(document.document())) {
      if (item.modifiers().contains(Modifier.RE) && !item.modifiers().contains(Modifier.EXPAND)) {
        item.values().forEach(value -> regex(value, findings));
      }
    }
  }

  private static void regex(YamlScalar value, Findings findings) {
    String text = value.text();
    if (CATCH_ALL.matcher(text).matches()) {
      findings.add(
          value.position(),
          ErrorCode.REGEX_CATCH_ALL,
          "'" + text + "' matches every value",
          "'exists: true' asks whether the field is there");
    } else if (PLAIN.matcher(text).matches()) {
      findings.add(
          value.position(),
          ErrorCode.REGEX_PLAIN,
          "this expression is a plain text",
          "'contains', 'startswith' and 'endswith' say so and are faster");
    } else if (NEEDLESS.matcher(text).matches()) {
      findings.add(
          value.position(),
          ErrorCode.REGEX_NEEDLESS_ANY,
          "'re' looks anywhere in the value: '.*' at its ends changes nothing",
          "leave it away");
    }
  }
}
