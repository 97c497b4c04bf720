package dev.sluice.engine.lint;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that a rule reads, held against those that its events have. */
final class FieldCheck implements Check {

  private final KnownFields known;

  FieldCheck(EventTables tables) {
    this.known = new KnownFields(tables);
  }

  @Override
  public void check(LintedDocument document, Findings findings) {
    LogSourcePattern stated = LogSourceCheck.stated(document);
    if (stated == null) {
      return;
    }
    KnownFields.Fields fields = known.of(stated);
    Set<String> seen = new HashSet<>();
    for (Detection.Item item : DetectionItems.of(document.document())) {
      String field = item.field();
      if (field == null || !seen.add(field)) {
        continue;
      }
      if (field.equals(field.strip())) {
        field(item, field, fields, stated, findings);
      } else {
        findings.add(
            item.position(),
            ErrorCode.FIELD_BLANK,
            "the name of the field '" + field + "' begins or ends with a blank",
            "no event has it");
      }
    }
  }

  private static void field(
      Detection.Item item,
      String field,
      KnownFields.Fields fields,
      LogSourcePattern stated,
      Findings findings) {
    if (!fields.complete() || fields.names().contains(field)) {
      return;
    }
    String otherCase = otherCase(field, fields.names());
    if (otherCase != null) {
      findings.add(
          item.position(),
          ErrorCode.FIELD_CASE,
          "the field is '" + otherCase + "', names of fields are case-sensitive");
    } else if (fields.paths().containsKey(field)) {
      findings.add(
          item.position(),
          ErrorCode.FIELD_OF_ONE_SCHEMA,
          "'" + field + "' is where one shape of event has it",
          "'" + fields.paths().get(field) + "' is found in all of them");
    } else {
      findings.add(
          item.position(),
          ErrorCode.FIELD_UNKNOWN,
          "no event of " + stated + " has a field '" + field + "'",
          NearestWord.hint(field, fields.names()));
    }
  }

  private static @Nullable String otherCase(String field, Set<String> names) {
    return names.stream().filter(field::equalsIgnoreCase).findFirst().orElse(null);
  }
}
