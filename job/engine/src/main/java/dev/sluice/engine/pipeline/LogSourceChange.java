package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** States another log source: every attribute of before goes. */
record LogSourceChange(YamlMap logSource) implements Transformation {

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : document.entries()) {
      entries.add(
          entry.key().equals("logsource")
              ? new YamlEntry(
                  entry.key(),
                  entry.keyPosition(),
                  new YamlMap(logSource.entries(), entry.value().position()))
              : entry);
    }
    return new YamlMap(entries, document.position());
  }
}
