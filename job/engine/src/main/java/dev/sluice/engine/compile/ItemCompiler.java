package dev.sluice.engine.compile;

import com.google.re2j.Pattern;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiles one field with its modifiers and values, applying the modifiers from left to right.
 *
 * <p>Several values mean any of them, under {@code all} every one; what one value expands to stays
 * an "any" inside it.
 */
final class ItemCompiler {

  private static final int MAX_ALTERNATIVES = 10_000;

  private final Detection.Item item;
  private final ModifierChain chain;
  private final Placeholders placeholders;
  private final Warnings warnings;

  ItemCompiler(Detection.Item item, Placeholders placeholders, Warnings warnings) {
    this.item = item;
    this.chain = new ModifierChain(item.modifiers());
    this.placeholders = placeholders;
    this.warnings = warnings;
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
    return switch (chain.kind()) {
      case EXISTS -> exists(value);
      case FIELD -> relation(value);
      case NUMBER -> leaf(new NumberTest(comparison(value)));
      case TIME -> leaf(new TimeTest(chain.timePart(), comparison(value)));
      case NETWORK -> networks(value);
      case REGEX -> regexes(value);
      case TEXT -> text(value);
    };
  }

  private Predicate leaf(ValueTest test) {
    return item.field() == null
        ? new Leaf.Keyword(test)
        : new Leaf.FieldMatches(item.field(), test);
  }

  private Predicate exists(YamlScalar value) throws RuleProblem {
    boolean isTrue = value.kind() == YamlScalar.Kind.TRUE;
    if ((!isTrue && value.kind() != YamlScalar.Kind.FALSE) || item.values().size() != 1) {
      throw unfit(value, "'exists' takes true or false");
    }
    return new Leaf.FieldExists(field(), isTrue);
  }

  private Predicate relation(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING || value.text().isEmpty()) {
      throw unfit(value, "'fieldref' takes the name of a field");
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
      throw unfit(value, "a comparison takes a number, found " + value.kindName());
    }
    return new Comparison(chain.operator(), value.number());
  }

  private Predicate networks(YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING) {
      throw unfit(value, "'cidr' takes a network such as 10.0.0.0/8, found " + value.kindName());
    }
    List<Predicate> networks = new ArrayList<>();
    for (SigmaString text : expanded(value, SigmaString.literal(value.text()))) {
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
      throw unfit(value, "'re' takes a regular expression, found " + value.kindName());
    }
    int flags =
        (chain.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
            | (chain.has(Modifier.MULTI_LINE) ? Pattern.MULTILINE : 0)
            | (chain.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
    String regex = chain.has(Modifier.EXPAND) ? expandedRegex(value) : value.text();
    return leaf(new RegexTest(RegexCompiler.compile(regex, flags, value.position())));
  }

  /** In a regular expression a placeholder stands for any of its values, each literally. */
  private String expandedRegex(YamlScalar value) throws RuleProblem {
    StringBuilder regex = new StringBuilder();
    for (TextRewriting.Part part : TextRewriting.placeholders(value.text())) {
      regex.append(
          part.placeholder()
              ? valuesOf(part.text(), value).stream()
                  .map(text -> Pattern.quote(SigmaString.parse(text).literalText()))
                  .collect(Collectors.joining("|", "(?:", ")"))
              : part.text());
    }
    return regex.toString();
  }

  private Predicate text(YamlScalar value) throws RuleProblem {
    if (value.isNull()) {
      if (item.field() == null || chain.rewritesText() || chain.has(Modifier.CASED)) {
        throw unfit(value, "null can only be compared, and only with a field");
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
    List<SigmaString> alternatives = List.of(stringOf(value));
    for (Modifier modifier : chain.modifiers()) {
      alternatives = rewrite(modifier, alternatives, value);
    }
    List<Predicate> leaves = new ArrayList<>();
    for (SigmaString alternative : alternatives) {
      leaves.add(leaf(textTest(item.field() == null ? keyword(alternative) : alternative)));
    }
    return Predicate.anyOf(leaves);
  }

  /** A keyword is looked for anywhere in a text, unless a modifier says where. */
  private SigmaString keyword(SigmaString text) {
    return chain.anchor() == Anchor.EXACT ? text.openAtStart().openAtEnd() : text;
  }

  private static SigmaString stringOf(YamlScalar value) {
    return switch (value.kind()) {
      case NUMBER -> SigmaString.literal(value.number().toPlainString());
      case TRUE -> SigmaString.literal("true");
      case FALSE -> SigmaString.literal("false");
      default -> SigmaString.parse(value.text());
    };
  }

  private List<SigmaString> rewrite(Modifier modifier, List<SigmaString> texts, YamlScalar value)
      throws RuleProblem {
    List<SigmaString> rewritten = new ArrayList<>();
    for (SigmaString text : texts) {
      rewritten.addAll(rewrite(modifier, text, value));
      if (rewritten.size() > MAX_ALTERNATIVES) {
        throw tooMany(value);
      }
    }
    return rewritten;
  }

  private List<SigmaString> rewrite(Modifier modifier, SigmaString text, YamlScalar value)
      throws RuleProblem {
    return switch (modifier) {
      case CONTAINS -> List.of(text.openAtStart().openAtEnd());
      case STARTSWITH -> List.of(text.openAtEnd());
      case ENDSWITH -> List.of(text.openAtStart());
      case WINDASH -> windash(text, value);
      case WIDE ->
          List.of(TextRewriting.encode(plain(text, modifier, value), StandardCharsets.UTF_16LE));
      case UTF16BE ->
          List.of(TextRewriting.encode(plain(text, modifier, value), StandardCharsets.UTF_16BE));
      case UTF16 ->
          List.of(
              TextRewriting.encode(
                  plain(text, modifier, value),
                  StandardCharsets.UTF_16LE,
                  (byte) 0xFF,
                  (byte) 0xFE));
      case BASE64 -> List.of(TextRewriting.base64(bytes(plain(text, modifier, value))));
      case BASE64OFFSET -> base64Offset(bytes(plain(text, modifier, value)), value);
      case EXPAND -> expanded(value, text);
      default -> List.of(text);
    };
  }

  private List<SigmaString> windash(SigmaString text, YamlScalar value) throws RuleProblem {
    if (value.kind() != YamlScalar.Kind.STRING) {
      throw unfit(value, "'windash' takes a text, found " + value.kindName());
    }
    if (TextRewriting.windashCount(text) > MAX_ALTERNATIVES) {
      throw tooMany(value);
    }
    return TextRewriting.windash(text);
  }

  private static List<SigmaString> base64Offset(byte[] bytes, YamlScalar value) throws RuleProblem {
    if (bytes.length < 2) {
      throw unfit(
          value, "'base64offset' needs at least two bytes: fewer leave nothing to look for");
    }
    return TextRewriting.base64Offset(bytes);
  }

  private static SigmaString plain(SigmaString text, Modifier modifier, YamlScalar value)
      throws RuleProblem {
    if (!text.isLiteral()) {
      throw unfit(value, "'" + modifier.text() + "' cannot encode a wildcard");
    }
    return text;
  }

  /** Behind a UTF-16 modifier each char is one byte already. */
  private byte[] bytes(SigmaString text) {
    boolean encoded =
        chain.has(Modifier.WIDE) || chain.has(Modifier.UTF16BE) || chain.has(Modifier.UTF16);
    return text.literalText()
        .getBytes(encoded ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Every combination of the values of the placeholders in {@code text}. */
  private List<SigmaString> expanded(YamlScalar value, SigmaString text) throws RuleProblem {
    if (!chain.has(Modifier.EXPAND)) {
      return List.of(text);
    }
    List<SigmaString> results = List.of(SigmaString.literal(""));
    for (var token : text.tokens()) {
      if (token instanceof Wildcard) {
        results = combined(results, List.of(new SigmaString(List.of(token))), value);
        continue;
      }
      String literal = new SigmaString(List.of(token)).literalText();
      for (TextRewriting.Part part : TextRewriting.placeholders(literal)) {
        List<SigmaString> next =
            part.placeholder()
                ? valuesOf(part.text(), value).stream().map(SigmaString::parse).toList()
                : List.of(SigmaString.literal(part.text()));
        results = combined(results, next, value);
      }
    }
    return results;
  }

  private static List<SigmaString> combined(
      List<SigmaString> left, List<SigmaString> right, YamlScalar value) throws RuleProblem {
    if ((long) left.size() * right.size() > MAX_ALTERNATIVES) {
      throw tooMany(value);
    }
    return left.stream().flatMap(a -> right.stream().map(a::then)).toList();
  }

  private List<String> valuesOf(String placeholder, YamlScalar value) throws RuleProblem {
    List<String> values = placeholders.of(placeholder);
    if (values.isEmpty()) {
      throw new RuleProblem(
          value.position(),
          ErrorCode.PLACEHOLDER_MISSING,
          "the placeholder '%" + placeholder + "%' has no value",
          NearestWord.hint(placeholder, placeholders.names()));
    }
    return values;
  }

  private ValueTest textTest(SigmaString text) {
    boolean cased = chain.has(Modifier.CASED);
    int size = text.tokens().size();
    boolean openStart = size > 0 && text.tokens().get(0) == Wildcard.ANY_RUN;
    boolean openEnd = size > (openStart ? 1 : 0) && text.tokens().get(size - 1) == Wildcard.ANY_RUN;
    SigmaString inner =
        new SigmaString(text.tokens().subList(openStart ? 1 : 0, openEnd ? size - 1 : size));
    if (!inner.isLiteral()) {
      return new GlobTest(text, cased);
    }
    Anchor anchor = anchor(openStart, openEnd || (openStart && size == 1));
    return new TextTest(anchor, inner.literalText(), cased);
  }

  private static Anchor anchor(boolean openStart, boolean openEnd) {
    if (openStart) {
      return openEnd ? Anchor.CONTAINS : Anchor.SUFFIX;
    }
    return openEnd ? Anchor.PREFIX : Anchor.EXACT;
  }

  private static RuleProblem unfit(YamlScalar value, String message) {
    return new RuleProblem(value.position(), ErrorCode.MODIFIER_VALUE, message, "");
  }

  private static RuleProblem tooMany(YamlScalar value) {
    return new RuleProblem(
        value.position(),
        ErrorCode.EXPANSION_TOO_LARGE,
        "the value stands for more than " + MAX_ALTERNATIVES + " texts",
        "use fewer dashes or placeholders in one value");
  }
}
