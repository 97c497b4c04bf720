package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values of one field as a list, and the modifiers that say how they are joined. */
final class ValueListCheck implements Check {

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (Detection.Item item : DetectionItems.of(document.document())) {
      if (item.values().isEmpty()) {
        findings.add(
            item.position(),
            ErrorCode.LIST_EMPTY,
            "an empty list matches nothing",
            "remove the field");
      }
      twice(item, findings);
      if (item.field() != null && !hasPart(item.modifiers())) {
        whole(item, findings);
      }
    }
  }

  private static void twice(Detection.Item item, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (YamlScalar value : item.values()) {
      if (!seen.add(value.kind() + value.text())) {
        findings.add(
            value.position(),
            ErrorCode.VALUE_TWICE,
            "the value '" + value.text() + "' stands in this list already");
      }
    }
  }

  /** Of values that the whole field must equal. */
  private static void whole(Detection.Item item, Findings findings) {
    List<Modifier> modifiers = item.modifiers();
    boolean literal =
        item.values().stream().allMatch(value -> SigmaString.parse(value.text()).isLiteral());
    if (modifiers.contains(Modifier.ALL) && item.values().size() > 1 && literal) {
      findings.add(
          item.position(),
          ErrorCode.ALL_NEEDS_CONTAINS,
          "one value cannot equal all of these; only an array holds them all",
          "write 'contains|all'");
    }
    if (modifiers.contains(Modifier.BASE64) || modifiers.contains(Modifier.BASE64OFFSET)) {
      findings.add(
          item.position(),
          ErrorCode.BASE64_NEEDS_CONTAINS,
          "the whole field must be this one encoded text",
          "encoded texts stand inside of others: add 'contains'");
    }
  }

  /** Whether the modifiers look for a part of the value, or for something else than equality. */
  private static boolean hasPart(List<Modifier> modifiers) {
    return modifiers.stream()
        .anyMatch(
            modifier ->
                switch (modifier) {
                  case CONTAINS, STARTSWITH, ENDSWITH, RE, CIDR, FIELDREF -> true;
                  default -> false;
                });
  }
}
