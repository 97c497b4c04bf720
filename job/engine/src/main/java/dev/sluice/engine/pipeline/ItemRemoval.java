package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes detection items. */
record ItemRemoval() implements Transformation {

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    return DetectionItems.change(
        document,
        new DetectionItems.Change() {
          @Override
          public List<Item> of(Item item) {
            return fields.hold(item.field()) ? List.of() : List.of(item);
          }

          @Override
          public @Nullable YamlScalar ofKeyword(YamlScalar keyword) {
            return fields.hold("") ? null : keyword;
          }
        },
        rewriting);
  }
}
