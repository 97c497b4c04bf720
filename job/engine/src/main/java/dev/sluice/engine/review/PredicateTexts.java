package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The predicates of a rule in words, each once, in their order. */
final class PredicateTexts {

  private final Set<String> texts = new LinkedHashSet<>();

  private PredicateTexts() {}

  static Set<String> of(CompiledRule rule) {
    PredicateTexts found = new PredicateTexts();
    found.texts.add("logsource " + rule.rule().logSource());
    found.add(rule.predicate(), true);
    return found.texts;
  }

  private void add(Predicate predicate, boolean wanted) {
    if (predicate instanceof Predicate.And and) {
      addAll(and.terms(), wanted);
    } else if (predicate instanceof Predicate.Or or) {
      addAll(or.terms(), wanted);
    } else if (predicate instanceof Predicate.Not not) {
      add(not.term(), !wanted);
    } else if (predicate instanceof Predicate.Selection selection) {
      add(selection.body(), wanted);
    } else {
      texts.add(wanted ? text(predicate) : "not " + text(predicate));
    }
  }

  private void addAll(List<Predicate> terms, boolean wanted) {
    terms.forEach(term -> add(term, wanted));
  }

  private static String text(Predicate atom) {
    if (atom instanceof Leaf leaf) {
      return leaf.field() + " " + leaf.operator() + " '" + leaf.value() + "'";
    }
    return atom instanceof Predicate.Before before
        ? "event time before " + before.end()
        : atom.toString();
  }
}
