package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import java.util.regex.Pattern;

/** Single values of fields and keywords, but for regular expressions and wildcards. */
final class ValueCheck implements Check {

  /** Fields that hold the path of a program. */
  private static final Pattern PROGRAM =
      Pattern.compile("(Parent|GrandParent|Source|Target)?Image|(New|Parent)ProcessName");

  /** A name from its beginning: one that begins with a dot is a second extension. */
  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9][\\w .-]*\\.(exe|dll|sys|com|scr)");

  /** What nearly every value holds; a sign like '$' is seldom. */
  private static final Pattern COMMON_SIGN = Pattern.compile("[A-Za-z0-9 ./\\\\:-]");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** What joins two pictures to one is seen. */
  private static final Pattern JOINER = Pattern.compile("(?<=[^\\x00-\\u1FFF])\\u200D");

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (Detection.Item item : DetectionItems.of(document.document())) {
      if (!item.modifiers().contains(Modifier.RE)) {
        windash(item, findings);
        item.values().stream()
            .filter(value -> value.kind() == YamlScalar.Kind.STRING)
            .forEach(value -> text(item, value, findings));
      }
    }
  }

  private static void text(Detection.Item item, YamlScalar value, Findings findings) {
    invisible(value, findings);
    String text = value.text();
    if (isPart(item) && text.isEmpty()) {
      findings.add(
          value.position(),
          ErrorCode.VALUE_EMPTY,
          "every value contains, begins and ends with the empty text",
          "'exists: true' asks whether the field is there");
      return;
    }
    if (isAnywhere(item) && COMMON_SIGN.matcher(text).matches()) {
      findings.add(
          value.position(),
          ErrorCode.VALUE_SHORT,
          "'" + text + "' is so short that most values contain it");
    }
    ofField(item, value, findings);
  }

  /** A value without a dash may stand in one list with those that have one. */
  private static void windash(Detection.Item item, Findings findings) {
    if (item.modifiers().contains(Modifier.WINDASH)
        && item.values().stream().noneMatch(ValueCheck::hasDash)) {
      item.values()
          .forEach(
              value ->
                  findings.add(
                      value.position(),
                      ErrorCode.WINDASH_WITHOUT_DASH,
                      "'windash' finds no dash or slash in '" + value.text() + "' to vary"));
    }
  }

  private static boolean hasDash(YamlScalar value) {
    return value.text().indexOf('-') >= 0 || value.text().indexOf('/') >= 0;
  }

  private static void ofField(Detection.Item item, YamlScalar value, Findings findings) {
    String field = String.valueOf(item.field());
    if (field.equals("EventID")
        && item.modifiers().isEmpty()
        && DIGITS.matcher(value.text()).matches()) {
      findings.add(
          value.position(),
          ErrorCode.NUMBER_AS_TEXT,
          "'" + value.text() + "' is a text here, an event id is a number",
          "leave the quotes away");
    }
    if (item.modifiers().equals(List.of(Modifier.ENDSWITH))
        && PROGRAM.matcher(field).matches()
        && FILE_NAME.matcher(value.text()).matches()) {
      findings.add(
          value.position(),
          ErrorCode.PATH_END_OPEN,
          "'" + value.text() + "' is the end of other names too",
          "begin it with a backslash: '\\" + value.text() + "'");
    }
  }

  private static boolean isPart(Detection.Item item) {
    return item.modifiers().contains(Modifier.CONTAINS)
        || item.modifiers().contains(Modifier.STARTSWITH)
        || item.modifiers().contains(Modifier.ENDSWITH);
  }

  /** Whether values are looked for as they are written, anywhere in a text. */
  private static boolean isAnywhere(Detection.Item item) {
    return item.field() == null
        ? item.modifiers().isEmpty()
        : item.modifiers().contains(Modifier.CONTAINS)
            && item.modifiers().stream()
                .allMatch(modifier -> modifier == Modifier.CONTAINS || modifier == Modifier.ALL);
  }

  private static void invisible(YamlScalar value, Findings findings) {
    JOINER
        .matcher(value.text())
        .replaceAll("")
        .codePoints()
        .filter(ValueCheck::isInvisible)
        .findFirst()
        .ifPresent(
            codePoint ->
                findings.add(
                    value.position(),
                    ErrorCode.INVISIBLE_CHARACTER,
                    String.format("the value holds U+%04X, which nobody sees", codePoint),
                    "write it as an escape in double quotes when it is meant"));
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT || (type == Character.SPACE_SEPARATOR && codePoint != ' ');
  }
}
