package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The top-level keys: their names, types and order. */
final class KeyCheck implements Check {

  private static final List<String> LISTS =
      List.of("tags", "references", "falsepositives", "fields", "related", "scope");
  private static final List<String> TEXTS =
      List.of(
          "title", "id", "name", "status", "level", "description", "author", "date", "modified");

  /** The specification's own order, in which readers look for things. */
  private static final List<String> ORDER =
      List.of(
          "title",
          "id",
          "description",
          "tags",
          "logsource",
          "detection",
          "falsepositives",
          "level");

  private static final List<String> KNOWN = known();

  private static List<String> known() {
    List<String> known = new ArrayList<>(LISTS);
    known.addAll(TEXTS);
    known.addAll(List.of("logsource", "detection", "correlation", "filter", "license", "taxonomy"));
    return List.copyOf(known);
  }

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (YamlEntry entry : document.keys().entries()) {
      if (!KNOWN.contains(entry.key())) {
        misspelt(entry, document, findings);
      }
      type(entry, findings);
    }
    order(document, findings);
  }

  /** A key of one's own is legal; one that almost is another is a slip. */
  private static void misspelt(YamlEntry entry, LintedDocument document, Findings findings) {
    String hint =
        NearestWord.hint(
            entry.key(), KNOWN.stream().filter(key -> document.keys().get(key) == null).toList());
    if (!hint.isEmpty() && !entry.key().contains(".")) {
      findings.add(
          entry.keyPosition(),
          ErrorCode.KEY_MISSPELT,
          "Sigma has no key '" + entry.key() + "', nothing reads it",
          hint);
    }
  }

  private static void type(YamlEntry entry, Findings findings) {
    YamlNode value = entry.value();
    boolean isEmpty =
        (value instanceof YamlScalar scalar && scalar.text().isBlank())
            || (value instanceof YamlScalar none && none.isNull())
            || (value instanceof YamlList list && list.items().isEmpty());
    boolean metadata = LISTS.contains(entry.key()) || TEXTS.contains(entry.key());
    if (metadata && isEmpty && !entry.key().equals("title")) {
      findings.add(
          entry.keyPosition(),
          ErrorCode.METADATA_EMPTY,
          "'" + entry.key() + "' says nothing",
          "fill it or remove the line");
    } else if (LISTS.contains(entry.key()) && !(value instanceof YamlList)) {
      wrong(entry, "a list", findings);
    } else if (TEXTS.contains(entry.key()) && !(value instanceof YamlScalar)) {
      wrong(entry, "a text", findings);
    }
  }

  private static void wrong(YamlEntry entry, String expected, Findings findings) {
    findings.add(
        entry.keyPosition(),
        ErrorCode.METADATA_TYPE,
        "'" + entry.key() + "' should be " + expected + ", found " + entry.value().kindName());
  }

  private static void order(LintedDocument document, Findings findings) {
    List<YamlEntry> entries =
        document.keys().entries().stream().filter(entry -> ORDER.contains(entry.key())).toList();
    List<YamlEntry> inText =
        entries.stream()
            .sorted(
                Comparator.comparingInt((YamlEntry entry) -> entry.keyPosition().line())
                    .thenComparingInt(entry -> entry.keyPosition().column()))
            .toList();
    for (int i = 1; i < inText.size(); i++) {
      YamlEntry before = inText.get(i - 1);
      YamlEntry entry = inText.get(i);
      if (ORDER.indexOf(entry.key()) < ORDER.indexOf(before.key())) {
        findings.add(
            entry.keyPosition(),
            ErrorCode.KEY_ORDER,
            "'" + entry.key() + "' stands behind '" + before.key() + "'",
            "the order is " + String.join(", ", ORDER));
        return;
      }
    }
  }
}
