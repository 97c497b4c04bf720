package dev.sluice.cli;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step of reading a rule: stage 0 is its condition, then comes one search identifier after the
 * other, in the order of the condition.
 *
 * @param name condition, or the search identifier
 * @param negated whether the condition asks for its contrary, wherever it names it
 * @param text as the author wrote it, as lines of YAML
 */
record Stage(int number, String name, boolean negated, List<String> text) {

  Stage {
    text = List.copyOf(text);
  }

  /** The stages of a rule. */
  static List<Stage> ofRule(Header rule, Predicate predicate) {
    return of(section(rule, "detection"), "", predicate);
  }

  /** The stages of a filter that is part of {@code predicate}. */
  static List<Stage> ofFilter(Header filter, Predicate predicate) {
    return of(section(filter, "filter"), "filter '" + filter.title() + "': ", predicate);
  }

  /** {@code Stage 2: not filter_main_localhost}. */
  String title() {
    return "Stage " + number + ": " + (negated ? "not " : "") + name;
  }

  private static List<Stage> of(YamlMap section, String scope, Predicate predicate) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage(0, "condition", false, List.of(condition(section.get("condition")))));
    Map<String, Boolean> negated = new LinkedHashMap<>();
    walk(predicate, false, negated);
    negated.forEach(
        (name, not) -> {
          YamlNode body =
              name.startsWith(scope) ? section.get(name.substring(scope.length())) : null;
          if (body != null) {
            String identifier = name.substring(scope.length());
            stages.add(new Stage(stages.size(), identifier, not, YamlText.entry(identifier, body)));
          }
        });
    return stages;
  }

  /**
   * Finds the search identifiers below {@code predicate}, and whether each stands under {@code not}
   * only.
   */
  private static void walk(Predicate predicate, boolean not, Map<String, Boolean> negated) {
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> walk(term, not, negated));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> walk(term, not, negated));
    } else if (predicate instanceof Predicate.Not inner) {
      walk(inner.term(), !not, negated);
    } else if (predicate instanceof Predicate.Selection selection) {
      negated.merge(selection.name(), not, Boolean::logicalAnd);
    } else if (!(predicate instanceof Leaf)) {
      throw new IllegalStateException("unknown predicate " + predicate.getClass());
    }
  }

  private static YamlMap section(Header header, String key) {
    if (header.document().get(key) instanceof YamlMap map) {
      return map;
    }
    throw new IllegalStateException(
        "a document without '" + key + "' was loaded: " + header.file());
  }

  private static String condition(@Nullable YamlNode node) {
    if (node instanceof YamlList list) {
      return list.items().stream().map(Stage::condition).collect(Collectors.joining(" or "));
    }
    return node instanceof YamlScalar scalar ? scalar.text() : "";
  }
}
