package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts that a value of one item stands for: its modifiers applied from left to right. */
final class ItemTexts {

  private static final int MAX_ALTERNATIVES = 10_000;

  /**
   * An escaped backslash, an escaped percent sign or a placeholder; whichever comes first counts.
   */
  private static final Pattern REGEX_PART =
      Pattern.compile("\\\\\\\\|\\\\%|" + SigmaString.PLACEHOLDER_FORM);

  private final ModifierChain chain;
  private final Placeholders placeholders;

  ItemTexts(ModifierChain chain, Placeholders placeholders) {
    this.chain = chain;
    this.placeholders = placeholders;
  }

  /** Every text that {@code value} stands for; at least one. */
  List<SigmaString> of(YamlScalar value) throws RuleProblem {
    List<SigmaString> texts = List.of(stringOf(value));
    for (Modifier modifier : chain.modifiers()) {
      texts = rewrite(modifier, texts, value);
    }
    return texts;
  }

  /** In a regular expression a placeholder stands for any of its values, each as a Sigma string. */
  String expandedRegex(YamlScalar value) throws RuleProblem {
    StringBuilder regex = new StringBuilder();
    Matcher part = REGEX_PART.matcher(value.text());
    int from = 0;
    while (part.find()) {
      regex.append(value.text(), from, part.start());
      from = part.end();
      if (part.group(1) != null) {
        regex.append(
            valuesOf(part.group(1), value).stream()
                .map(text -> regexOf(SigmaString.parse(text)))
                .collect(Collectors.joining("|", "(?:", ")")));
      } else {
        regex.append(part.group().equals("\\%") ? "%" : part.group());
      }
    }
    return regex.append(value.text(), from, value.text().length()).toString();
  }

  private static String regexOf(SigmaString text) {
    StringBuilder regex = new StringBuilder();
    for (StringToken token : text.tokens()) {
      if (token instanceof StringToken.Literal literal) {
        regex.append(com.google.re2j.Pattern.quote(literal.text()));
      } else {
        regex.append(token == Wildcard.ANY_RUN ? "(?s:.*)" : "(?s:.)");
      }
    }
    return regex.toString();
  }

  /** The networks, placeholders replaced, that a value under {@code cidr} stands for. */
  List<SigmaString> networks(YamlScalar value) throws RuleProblem {
    return chain.has(Modifier.EXPAND)
        ? expanded(value, SigmaString.parseWithPlaceholders(value.text()))
        : List.of(SigmaString.literal(value.text()));
  }

  private SigmaString stringOf(YamlScalar value) {
    return switch (value.kind()) {
      case NUMBER -> SigmaString.literal(value.number().toPlainString());
      case TRUE -> SigmaString.literal("true");
      case FALSE -> SigmaString.literal("false");
      default ->
          chain.has(Modifier.EXPAND)
              ? SigmaString.parseWithPlaceholders(value.text())
              : SigmaString.parse(value.text());
    };
  }

  private List<SigmaString> rewrite(Modifier modifier, List<SigmaString> texts, YamlScalar value)
      throws RuleProblem {
    List<SigmaString> rewritten = new ArrayList<>(texts.size());
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
      throw RuleProblem.unfit(value, "'windash' takes a text, found " + value.kindName());
    }
    if (TextRewriting.windashCount(text) > MAX_ALTERNATIVES) {
      throw tooMany(value);
    }
    return TextRewriting.windash(text);
  }

  private static List<SigmaString> base64Offset(byte[] bytes, YamlScalar value) throws RuleProblem {
    if (bytes.length < 2) {
      throw RuleProblem.unfit(
          value, "'base64offset' needs at least two bytes: fewer leave nothing to look for");
    }
    return TextRewriting.base64Offset(bytes);
  }

  private static SigmaString plain(SigmaString text, Modifier modifier, YamlScalar value)
      throws RuleProblem {
    if (!text.isLiteral()) {
      throw RuleProblem.unfit(value, "'" + modifier.text() + "' cannot encode a wildcard");
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
    List<SigmaString> results = List.of(SigmaString.literal(""));
    for (StringToken token : text.tokens()) {
      List<SigmaString> next =
          token instanceof StringToken.Placeholder placeholder
              ? valuesOf(placeholder.name(), value).stream().map(SigmaString::parse).toList()
              : List.of(new SigmaString(List.of(token)));
      results = combined(results, next, value);
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

  private static RuleProblem tooMany(YamlScalar value) {
    return new RuleProblem(
        value.position(),
        ErrorCode.EXPANSION_TOO_LARGE,
        "the value stands for more than " + MAX_ALTERNATIVES + " texts",
        "use fewer dashes or placeholders in one value");
  }
}
