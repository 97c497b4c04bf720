package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a document points at: references, related rules, known false positives. */
final class ReferenceCheck implements Check {

  private static final Pattern URL = Pattern.compile("https?://[^\\s/]+\\.[^\\s/]+.*");

  /** What SigmaHQ writes where nothing is published. */
  private static final String UNPUBLISHED = "internal research";

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final List<String> RELATIONS =
      List.of("derived", "obsolete", "merged", "renamed", "similar");
  private static final Set<String> NOTHING =
      Set.of("none", "no", "n/a", "na", "-", "nothing", "tbd", "todo");

  @Override
  public void check(LintedDocument document, Findings findings) {
    references(document, findings);
    if (document.keys().get("related") instanceof YamlList list) {
      list.items().forEach(item -> related(item, document, findings));
    }
    if (!document.isFilter()) {
      falsePositives(document, findings);
    }
  }

  private static void references(LintedDocument document, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (YamlScalar reference : document.scalars("references")) {
      String text = reference.text();
      boolean isAddress = URL.matcher(text).matches() && !text.contains(" ");
      if (!isAddress && !text.equalsIgnoreCase(UNPUBLISHED)) {
        findings.add(
            reference.position(),
            ErrorCode.REFERENCE_FORM,
            "'" + shown(text) + "' is no web address",
            "words about a source belong into the description");
      }
      if (!seen.add(text)) {
        findings.add(
            reference.position(), ErrorCode.REFERENCE_TWICE, "this reference stands here already");
      }
    }
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static void related(YamlNode item, LintedDocument document, Findings findings) {
    YamlScalar id = item instanceof YamlMap map && map.get("id") instanceof YamlScalar s ? s : null;
    YamlScalar type =
        item instanceof YamlMap map && map.get("type") instanceof YamlScalar s ? s : null;
    if (id == null || type == null) {
      findings.add(
          item.position(), ErrorCode.RELATED_FORM, "a related rule has an 'id' and a 'type'");
      return;
    }
    if (!UUID.matcher(id.text()).matches()) {
      findings.add(id.position(), ErrorCode.RELATED_FORM, "the 'id' of a related rule is a UUID");
    }
    if (!RELATIONS.contains(type.text())) {
      findings.add(
          type.position(),
          ErrorCode.RELATED_FORM,
          "'" + type.text() + "' is no relation",
          "one of " + String.join(", ", RELATIONS));
    }
    if (id.text().equalsIgnoreCase(document.header().id())) {
      findings.add(
          id.position(), ErrorCode.RELATED_TO_ITSELF, "the rule names itself as a related rule");
    }
  }

  private static void falsePositives(LintedDocument document, Findings findings) {
    if (document.keys().get("falsepositives") == null && document.alerts()) {
      findings.add(
          document.header().position(),
          ErrorCode.FALSEPOSITIVES_MISSING,
          "'falsepositives' is missing",
          "say who else does this, or 'Unknown'");
    }
    for (YamlScalar entry : document.scalars("falsepositives")) {
      if (NOTHING.contains(entry.text().strip().toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))) {
        findings.add(
            entry.position(),
            ErrorCode.FALSEPOSITIVE_EMPTY,
            "'" + entry.text() + "' tells an analyst nothing",
            "'Unknown' when none was met yet, 'Unlikely' when there is a reason");
      }
    }
  }
}
