package dev.sluice.engine.pipeline;

import java.math.BigDecimal;
import java.util.List;

/**
 * A processing pipeline: transformations that are applied to each document, one after the other.
 *
 * @param name as it calls itself, or its file
 * @param priority a pipeline of a lower one is applied first
 */
public record Pipeline(String name, BigDecimal priority, List<Step> steps) {

  public Pipeline {
    steps = List.copyOf(steps);
  }

  /**
   * A transformation, and what it applies to.
   *
   * @param rules documents with one of these log sources
   * @param fields detection items with one of these fields
   */
  record Step(Transformation transformation, RuleConditions rules, FieldConditions fields) {}

  /**
   * Reads a pipeline in pySigma's form. One with an error is refused whole: half a pipeline would
   * make other rules of the rules.
   */
  public static PipelineResult parse(String file, byte[] utf8) {
    return new PipelineParser(file).parse(utf8);
  }
}
