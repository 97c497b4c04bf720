package dev.sluice.engine.compile;

import com.google.re2j.Pattern;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles one field with its modifiers and values, applying the modifiers from left to right.
 *
 * <p>Several values mean any of them, under {@code all} every one; what one value expands to stays
 * an "any" inside it.
 */
final class ItemCompiler {

  private final Detection.Item item;
  private final ModifierChain chain;
  private final ModifierChain.Kind kind;
  private final ItemTexts texts;
  private final Warnings warnings;
  private final LeafBudget budget;

  ItemCompiler(
      Detection.Item item, Placeholders placeholders, Warnings warnings, LeafBudget budget) {
    this.item = item;
    this.chain = new ModifierChain(item.modifiers());
    this.kind = chain.kind();
    this.texts = new ItemTexts(chain, placeholders);
    this.warnings = warnings;
    this.budget = budget;
  }

  Predicate compile() throws RuleProblem {
    String contradiction = chain.contradiction(item.field() == null);
    if (contradiction != null) {
      throw new RuleProblem(item.position(), ErrorCode.MODIFIER_CHAIN, contradiction, "");
    }
    if (item.values().isEmpty()) {
      return Predicate.NEVER;
    }
    boolean all = chain.has(Modifier.ALL);
    if (all && item.values().size() == 1) {
      warnings.add(item.position(), ErrorCode.ALL_ON_ONE_VALUE, "'all' has no effect on one value");
    }
    List<Predicate> terms = new ArrayList<>();
    for (YamlScalar value : item.values()) {
      terms.add(value(value));
    }
    Predicate joined = all ? Predicate.allOf(terms) : Predicate.anyOf(terms);
    return chain.has(Modifier.NEQ) ? new Predicate.Not(joined) : joined;
  }

  private Predicate value(YamlScalar value) throws RuleProblem {
    return switch (kind) {
      case EXISTS -> exists(value);
      case FIELD -> relation(value);
      case NUMBER -> leaf(new NumberTest(comparison(value)));
      case TIME -> leaf(new TimeTest(chain.timePart(), comparison(value)));
      case NETWORK -> networks(value);
      case REGEX -> regexes(value);
      case TEXT -> text(value);
    };
  }

  private Predicate leaf(ValueTest test) throws RuleProblem {
    budget.take(item.position());
    return item.field() == null
        ? new Leaf.Keyword(test)
        : new Leaf.FieldMatches(item.field(), test);
  }

  private Predicate exists(YamlScalar value) throws RuleProblem {
    boolean isTrue = value.kind() == YamlScalar.Kind.TRUE;
    if ((!isTrue && value.kind() != YamlScalar.Kind.FALSE) || item.values().size() != 1) {
      throw RuleProblem.unfit(value, "'exists' takes true or false");
    }
    return new Leaf.FieldExists(field(), isTrue);
  }

  private Predicate relation(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING || value.text().isEmpty()) {
      throw RuleProblem.unfit(value, "'fieldref' takes the name of a field");
    }
    return new Leaf.FieldRelation(field(), value.text(), chain.anchor(), chain.has(Modifier.CASED));
  }

  private String field() {
    if (item.field() == null) {
      throw new IllegalStateException("keywords have no field; the chain was checked");
    }
    return item.field();
  }

  private Comparison comparison(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.NUMBER) {
      throw RuleProblem.unfit(value, "a comparison takes a number, found " + value.kindName());
    }
    return new Comparison(chain.operator(), value.number());
  }

  private Predicate networks(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING) {
      throw RuleProblem.unfit(
          value, "'cidr' takes a network such as 10.0.0.0/8, found " + value.kindName());
    }
    List<Predicate> networks = new ArrayList<>();
    for (SigmaString text : texts.networks(value)) {
      NetworkTest.Network network = NetworkTest.Network.parse(text.literalText());
      if (network == null) {
        throw new RuleProblem(
            value.position(),
            ErrorCode.BAD_CIDR,
            "'"
                + text.literalText()
                + "' is no IPv4 or IPv6 network, expected for example 10.0.0.0/8",
            "");
      }
      if (network.hasHostBits()) {
        warnings.add(
            value.position(),
            ErrorCode.CIDR_HOST_BITS,
            "'" + network.text() + "' has bits set behind its prefix, which are ignored");
      }
      networks.add(leaf(new NetworkTest(network)));
    }
    return Predicate.anyOf(networks);
  }

  private Predicate regexes(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING && value.kind() != YamlScalar.Kind.NUMBER) {
      throw RuleProblem.unfit(value, "'re' takes a regular expression, found " + value.kindName());
    }
    int flags =
        (chain.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
            | (chain.has(Modifier.MULTI_LINE) ? Pattern.MULTILINE : 0)
            | (chain.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
    String regex = chain.has(Modifier.EXPAND) ? texts.expandedRegex(value) : value.text();
    return leaf(new RegexTest(RegexCompiler.compile(regex, flags, value.position())));
  }

  private Predicate text(YamlScalar value) throws RuleProblem {
    if (value.isNull()) {
      if (item.field() == null || chain.rewritesText() || chain.has(Modifier.CASED)) {
        throw RuleProblem.unfit(value, "null can only be compared, and only with a field");
      }
      return new Leaf.FieldIsNull(item.field());
    }
    boolean typed = item.field() != null && !chain.rewritesText();
    if (typed && value.kind() == YamlScalar.Kind.NUMBER) {
      return leaf(new NumberTest(new Comparison(Comparison.Operator.EQ, value.number())));
    }
    if (typed && value.kind() != YamlScalar.Kind.STRING) {
      return leaf(new BooleanTest(value.kind() == YamlScalar.Kind.TRUE));
    }
    List<Predicate> leaves = new ArrayList<>();
    for (SigmaString alternative : texts.of(value)) {
      leaves.add(leaf(textTest(item.field() == null ? keyword(alternative) : alternative)));
    }
    return Predicate.anyOf(leaves);
  }

  /** A keyword is looked for anywhere in a text, unless a modifier says where. */
  private SigmaString keyword(SigmaString text) {
    return chain.anchor() == Anchor.EXACT ? text.openAtStart().openAtEnd() : text;
  }

  private ValueTest textTest(SigmaString text) {
    boolean cased = chain.has(Modifier.CASED);
    if (text.isLiteral()) {
      return TextTest.of(Anchor.EXACT, text.literalText(), cased);
    }
    int size = text.tokens().size();
    boolean openStart = size > 0 && text.tokens().get(0) == Wildcard.ANY_RUN;
    boolean openEnd = size > (openStart ? 1 : 0) && text.tokens().get(size - 1) == Wildcard.ANY_RUN;
    SigmaString inner =
        new SigmaString(text.tokens().subList(openStart ? 1 : 0, openEnd ? size - 1 : size));
    if (!inner.isLiteral()) {
      return GlobTest.of(text, cased);
    }
    Anchor anchor = anchor(openStart, openEnd || (openStart && size == 1));
    return TextTest.of(anchor, inner.literalText(), cased);
  }

  private static Anchor anchor(boolean openStart, boolean openEnd) {
    if (openStart) {
      return openEnd ? Anchor.CONTAINS : Anchor.SUFFIX;
    }
    return openEnd ? Anchor.PREFIX : Anchor.EXACT;
  }
}
