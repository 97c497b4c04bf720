package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import java.util.List;

/** The names by which modifiers are called. */
final class ModifierCheck implements Check {

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (String key : List.of("detection", "filter")) {
      YamlNode node = document.keys().get(key);
      if (node instanceof YamlMap map) {
        map.entries().forEach(entry -> walk(entry.value(), findings));
      }
    }
  }

  private static void walk(YamlNode node, Findings findings) {
    if (node instanceof YamlMap map) {
      map.entries().forEach(entry -> key(entry, findings));
    } else if (node instanceof YamlList list) {
      list.items().forEach(item -> walk(item, findings));
    }
  }

  private static void key(YamlEntry entry, Findings findings) {
    String[] parts = entry.key().split("\\|", -1);
    int offset = parts[0].length() + 1;
    for (int i = 1; i < parts.length; i++) {
      String first = Modifier.canonical(parts[i]);
      if (!first.equals(parts[i])) {
        findings.add(
            new Position(entry.keyPosition().line(), entry.keyPosition().column() + offset),
            ErrorCode.MODIFIER_ALIAS,
            "'" + parts[i] + "' is another name of '" + first + "', which other tools know");
      }
      offset += parts[i].length() + 1;
    }
  }
}
