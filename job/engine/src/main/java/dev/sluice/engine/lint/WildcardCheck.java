package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Wildcards that a modifier says better, that have no effect, or that are none. */
final class WildcardCheck implements Check {

  /** A path whose last backslash makes the star behind it a star. */
  private static final Pattern ESCAPED = Pattern.compile("(?s).*\\\\.*[^\\\\]\\\\[*]");

  @Override
  public void check(LintedDocument document, Findings findings) {
    for (Detection.Item item : DetectionItems.of(document.document())) {
      if (!item.modifiers().contains(Modifier.RE)) {
        String better = better(item);
        item.values().stream()
            .filter(value -> value.kind() == YamlScalar.Kind.STRING)
            .forEach(value -> value(item, better, value, findings));
      }
    }
  }

  private static void value(
      Detection.Item item, String better, YamlScalar value, Findings findings) {
    List<StringToken> tokens = SigmaString.parse(value.text()).tokens();
    if (ESCAPED.matcher(value.text()).matches()) {
      findings.add(
          value.position(),
          ErrorCode.WILDCARD_ESCAPED,
          "the last backslash of '" + value.text() + "' makes the '*' behind it a plain star",
          "write '\\\\*', or leave the star to a modifier");
    } else if (!tokens.isEmpty() && tokens.stream().allMatch(WildcardCheck::isAny)) {
      findings.add(
          value.position(),
          ErrorCode.WILDCARD_ONLY,
          "'" + value.text() + "' matches whatever the field holds",
          "'exists: true' says so");
    } else if (hasTwo(tokens)) {
      findings.add(value.position(), ErrorCode.WILDCARD_TWICE, "'**' means the same as '*'");
    } else if (!tokens.isEmpty()) {
      ends(item, better, value, tokens, findings);
    }
  }

  private static boolean hasTwo(List<StringToken> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (isAny(tokens.get(i)) && isAny(tokens.get(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static void ends(
      Detection.Item item,
      String better,
      YamlScalar value,
      List<StringToken> tokens,
      Findings findings) {
    boolean openStart = isAny(tokens.get(0));
    boolean openEnd = isAny(tokens.get(tokens.size() - 1));
    List<Modifier> modifiers = item.modifiers();
    boolean contains = modifiers.contains(Modifier.CONTAINS);
    boolean isOpenAlready =
        (openStart && (contains || modifiers.contains(Modifier.ENDSWITH)))
            || (openEnd && (contains || modifiers.contains(Modifier.STARTSWITH)));
    if (isOpenAlready) {
      findings.add(
          value.position(),
          ErrorCode.WILDCARD_BESIDE_MODIFIER,
          "the modifier says already that the value is open where '*' stands");
    } else if (!better.isEmpty()) {
      findings.add(
          value.position(),
          ErrorCode.WILDCARD_FOR_MODIFIER,
          "'" + value.text() + "' is what '" + better + "' is for",
          "write '" + item.field() + "|" + better + "' without '*'");
    }
  }

  /** The modifier that says what the stars of all values say; empty when there is none. */
  private static String better(Detection.Item item) {
    if (item.field() == null || !item.modifiers().isEmpty()) {
      return "";
    }
    Set<String> modifiers = new HashSet<>();
    item.values().forEach(v -> modifiers.add(better(SigmaString.parse(v.text()).tokens())));
    return modifiers.size() == 1 ? modifiers.iterator().next() : "";
  }

  private static String better(List<StringToken> tokens) {
    if (tokens.isEmpty()) {
      return "";
    }
    boolean openStart = isAny(tokens.get(0));
    boolean openEnd = isAny(tokens.get(tokens.size() - 1));
    if (!(openStart || openEnd) || !isLiteralInside(tokens, openStart, openEnd)) {
      return "";
    }
    return openStart ? (openEnd ? "contains" : "endswith") : "startswith";
  }

  /** A text that is a star and nothing else has nothing inside. */
  private static boolean isLiteralInside(
      List<StringToken> tokens, boolean openStart, boolean openEnd) {
    return tokens.size() > 1
        && tokens.subList(openStart ? 1 : 0, tokens.size() - (openEnd ? 1 : 0)).stream()
            .allMatch(StringToken.Literal.class::isInstance);
  }

  private static boolean isAny(StringToken token) {
    return token == StringToken.Wildcard.ANY_RUN;
  }
}
