package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.YamlMap;

/** One kind of change to a document. Immutable. */
sealed interface Transformation
    permits FieldRenaming,
        ConditionAddition,
        LogSourceChange,
        ItemRemoval,
        TextReplacement,
        PlaceholderReplacement {

  /**
   * Returns what {@code document} becomes.
   *
   * @param fields the detection items that are meant
   * @param problems to which is added why it cannot be applied
   */
  YamlMap apply(YamlMap document, FieldConditions fields, Rewriting problems);
}
