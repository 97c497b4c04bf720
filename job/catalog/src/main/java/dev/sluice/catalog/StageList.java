package dev.sluice.catalog;

import dev.sluice.catalog.data.Stage;
import dev.sluice.catalog.data.Stage.Use;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The stages of a rule: its condition, then its search identifiers in their order. */
final class StageList {

  private static final String CONDITION = "condition";
  private static final String TIMEFRAME = "timeframe";

  private StageList() {}

  static List<Stage> of(CatalogRule rule, SourceText text) {
    Header header = rule.compiled().header();
    List<Stage> stages = new ArrayList<>();
    if (header.document().get("detection") instanceof YamlMap detection) {
      YamlNode condition = detection.get(CONDITION);
      if (condition != null) {
        stages.add(new Stage(0, CONDITION, Use.CONDITION, words(condition), null));
      }
      for (YamlEntry entry : detection.entries()) {
        String name = entry.key();
        if (!name.equals(CONDITION) && !name.equals(TIMEFRAME)) {
          stages.add(
              new Stage(
                  stages.size(),
                  name,
                  rule.uses().of(name),
                  text.entry(entry),
                  rule.parts().get(name)));
        }
      }
    }
    return stages;
  }

  /** Of several conditions each is a line: any of them will do. */
  private static String words(YamlNode condition) {
    if (condition instanceof YamlList list) {
      return list.items().stream().map(StageList::words).collect(Collectors.joining("\n"));
    }
    return condition instanceof YamlScalar scalar ? scalar.text().strip() : "";
  }
}
