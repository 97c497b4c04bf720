package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Condition;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The condition of a rule and the identifiers it names. */
final class ConditionCheck implements Check {

  private static final Pattern WORD =
      Pattern.compile("(?<![^\\s()])(?i:and|or|not|(?:all|any|1)\\s+of(?:\\s+them)?)(?![^\\s()])");

  @Override
  public void check(LintedDocument document, Findings findings) {
    if (!(document.keys().get("detection") instanceof YamlMap map)
        || !(document.document() instanceof SigmaRule rule)) {
      return;
    }
    YamlNode condition = map.get("condition");
    Position at = condition == null ? map.position() : condition.position();
    if (condition instanceof YamlList list && list.items().size() > 1) {
      findings.add(
          at,
          ErrorCode.CONDITION_LIST,
          "a list of conditions means any of them, which other tools do not read",
          "join them by 'or'");
    }
    LintedDocument.scalars(condition).forEach(scalar -> words(scalar, findings));
    if (rule.condition().isNegated()) {
      findings.add(
          at,
          ErrorCode.CONDITION_NEGATION_ONLY,
          "the condition names only what is left out: every other event fires",
          "say what is looked for");
    }
    walk(rule.condition(), false, at, findings);
    equal(rule.detections(), findings);
  }

  private static void words(YamlScalar condition, Findings findings) {
    Matcher words = WORD.matcher(condition.text());
    while (words.find()) {
      if (!words.group().equals(words.group().toLowerCase(Locale.ROOT))) {
        findings.add(
            condition.positionAt(words.start()),
            ErrorCode.CONDITION_WORD_CASE,
            "'" + words.group() + "' is written small in the specification");
      }
    }
  }

  private static void walk(Condition condition, boolean negated, Position at, Findings findings) {
    if (condition instanceof Condition.Not not) {
      walk(not.term(), !negated, at, findings);
    } else if (condition instanceof Condition.And and) {
      contradiction(and, at, findings);
      and.terms().forEach(term -> walk(term, negated, at, findings));
    } else if (condition instanceof Condition.Or or) {
      or.terms().forEach(term -> walk(term, negated, at, findings));
    } else if (condition instanceof Condition.Selector selector) {
      selector(selector, negated, at, findings);
    } else if (condition instanceof Condition.Identifier identifier
        && !negated
        && isFilter(identifier.name())) {
      findings.add(
          at,
          ErrorCode.FILTER_ASKED_FOR,
          "'" + identifier.name() + "' is called a filter but is asked for",
          "write 'not " + identifier.name() + "', or give it another name");
    }
  }

  private static void selector(
      Condition.Selector selector, boolean negated, Position at, Findings findings) {
    if (selector.names().size() == 1 && !selector.pattern().contains("*")) {
      findings.add(
          at,
          ErrorCode.SELECTOR_NAMES_ONE,
          "'of " + selector.pattern() + "' names '" + selector.names().get(0) + "' alone");
    }
    boolean filters = selector.names().stream().anyMatch(ConditionCheck::isFilter);
    if (filters && !negated && selector.names().stream().allMatch(ConditionCheck::isFilter)) {
      findings.add(
          at,
          ErrorCode.FILTER_ASKED_FOR,
          "'" + selector.pattern() + "' names filters but is asked for",
          "write 'not 1 of " + selector.pattern() + "'");
    } else if (filters && !negated) {
      findings.add(
          at,
          ErrorCode.THEM_INCLUDES_FILTER,
          "'of " + selector.pattern() + "' asks for filters too",
          "name the selections: '1 of selection_*'");
    }
  }

  private static boolean isFilter(String name) {
    return name.startsWith("filter");
  }

  private static void contradiction(Condition.And and, Position at, Findings findings) {
    Set<String> asked = new HashSet<>();
    and.terms().stream()
        .filter(Condition.Identifier.class::isInstance)
        .forEach(term -> asked.addAll(term.names()));
    for (Condition term : and.terms()) {
      boolean isRuledOut =
          term instanceof Condition.Not not
              && (not.term() instanceof Condition.Identifier
                  || (not.term() instanceof Condition.Selector selector && !selector.all()))
              && not.names().stream().anyMatch(asked::contains);
      if (isRuledOut) {
        findings.add(
            at,
            ErrorCode.CONDITION_CONTRADICTION,
            "the condition asks for '"
                + String.join("', '", term.names().stream().filter(asked::contains).toList())
                + "' and rules it out: it is never true");
      }
    }
  }

  private static void equal(Map<String, Detection> detections, Findings findings) {
    Map<String, String> first = new HashMap<>();
    detections.forEach(
        (name, detection) -> {
          String other = first.putIfAbsent(DetectionItems.text(detection), name);
          if (other != null) {
            findings.add(
                detection.position(),
                ErrorCode.IDENTIFIERS_EQUAL,
                "'" + name + "' says the same as '" + other + "'");
          }
        });
  }
}
