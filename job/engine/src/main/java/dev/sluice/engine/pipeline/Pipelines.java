package dev.sluice.engine.pipeline;

import dev.sluice.engine.pipeline.Pipeline.Step;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies pipelines to documents, those of a lower priority first. Immutable.
 *
 * <p>A filter is rewritten as a rule is, but gets no condition added: it is part of the rules that
 * it is for. A correlation has no log source of its own, so that only transformations without a
 * rule condition rename its fields.
 */
public final class Pipelines implements DocumentRewriting {

  private final List<Step> steps;

  public Pipelines(List<Pipeline> pipelines) {
    this.steps =
        pipelines.stream()
            .sorted(Comparator.comparing(Pipeline::priority))
            .flatMap(pipeline -> pipeline.steps().stream())
            .toList();
  }

  @Override
  public Result rewrite(String file, YamlMap document) {
    Rewriting rewriting = new Rewriting(file, document);
    YamlMap changed = document;
    for (Step step : steps) {
      if (isMeant(step, changed) && rewriting.problems().isEmpty()) {
        changed = step.transformation().apply(changed, step.fields(), rewriting);
      }
    }
    return new Result(changed, rewriting.problems());
  }

  private static boolean isMeant(Step step, YamlMap document) {
    return document.get("correlation") instanceof YamlMap
        ? step.rules().isEmpty()
        : step.rules().hold(logSource(document));
  }

  static LogSourcePattern logSource(YamlMap document) {
    YamlMap stated = document.get("logsource") instanceof YamlMap map ? map : null;
    return new LogSourcePattern(
        names(stated, "product"), names(stated, "category"), names(stated, "service"));
  }

  private static List<String> names(@Nullable YamlMap stated, String key) {
    YamlNode node = stated == null ? null : stated.get(key);
    List<YamlNode> items =
        node instanceof YamlList list ? list.items() : node == null ? List.of() : List.of(node);
    return items.stream()
        .filter(item -> item instanceof YamlScalar scalar && !scalar.isNull())
        .flatMap(item -> Arrays.stream(((YamlScalar) item).text().split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
