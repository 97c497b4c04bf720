package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.BooleanTest;
import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.event.Vocabulary;
import dev.sluice.engine.regex.RequiredLiterals;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds by which literals a predicate is best watched: of a conjunction those of one term, of a
 * disjunction those of all.
 */
final class WitnessFinder {
  private final LiteralCost cost;

  WitnessFinder(LiteralCost cost) {
    this.cost = cost;
  }

  /** Returns the cheapest literals, or null when the predicate can be true without any. */
  @Nullable Witnesses find(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream()
          .map(this::find)
          .filter(found -> found != null)
          .min(Comparator.comparingDouble(Witnesses::cost))
          .orElse(null);
    }
    if (predicate instanceof Predicate.Or or) {
      return all(or.terms());
    }
    if (predicate instanceof Predicate.Selection selection) {
      return find(selection.body());
    }
    if (predicate instanceof Leaf.FieldMatches matches) {
      return Vocabulary.isFollowed(matches.field())
          ? find(matches.field(), matches.valueTest())
          : null;
    }
    if (predicate instanceof Leaf.Keyword keyword) {
      return find(null, keyword.valueTest());
    }
    return null;
  }

  private @Nullable Witnesses all(List<Predicate> terms) {
    List<Witnesses> parts = new ArrayList<>();
    for (Predicate term : terms) {
      Witnesses part = find(term);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return Witnesses.anyOf(parts);
  }

  private @Nullable Witnesses find(@Nullable String field, ValueTest test) {
    if (test instanceof TextTest text) {
      return of(field, text.anchor(), CaseFold.fold(text.compared()));
    }
    if (test instanceof GlobTest glob) {
      return of(field, glob.compared());
    }
    if (test instanceof RegexTest regex) {
      List<Witnesses> parts = new ArrayList<>();
      for (String literal : RequiredLiterals.of(regex.pattern())) {
        Witnesses part = of(field, Anchor.CONTAINS, literal);
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
      return parts.isEmpty() ? null : Witnesses.anyOf(parts);
    }
    if (test instanceof NumberTest number) {
      return of(field, number.comparison());
    }
    return test instanceof BooleanTest bool ? of(field, Anchor.EXACT, bool.text()) : null;
  }

  private @Nullable Witnesses of(@Nullable String field, Anchor anchor, String text) {
    return text.isEmpty() || Utf8.hasLoneSurrogate(text)
        ? null
        : Witnesses.of(new Literal(field, anchor, text, false), cost);
  }

  /** The best literal part of a pattern; at its ends it is anchored. */
  private @Nullable Witnesses of(@Nullable String field, SigmaString pattern) {
    List<StringToken> tokens = pattern.tokens();
    Witnesses best = null;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) instanceof StringToken.Literal literal) {
        Anchor anchor =
            tokens.size() == 1
                ? Anchor.EXACT
                : i == 0 ? Anchor.PREFIX : i == tokens.size() - 1 ? Anchor.SUFFIX : Anchor.CONTAINS;
        Witnesses part = of(field, anchor, CaseFold.fold(literal.text()));
        if (part != null && (best == null || part.cost() < best.cost())) {
          best = part;
        }
      }
    }
    return best;
  }

  private @Nullable Witnesses of(@Nullable String field, Comparison comparison) {
    BigDecimal number = comparison.value();
    if (field == null || comparison.operator() != Comparison.Operator.EQ) {
      return null;
    }
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return plain.precision() - plain.scale() > 400
        ? null
        : Witnesses.of(new Literal(field, Anchor.EXACT, plain.toPlainString(), true), cost);
  }
}
