package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over one condition: {@code or} binds least, then {@code and}, {@code not},
 * {@code X of}, brackets.
 *
 * <p>Words are separated by white space and brackets only, since an identifier may hold dots,
 * hyphens and {@code |} (sigma-semantics 14). The first problem ends the parse.
 */
final class ConditionParser {

  private static final int MAX_DEPTH = 64;

  /** The longest condition of SigmaHQ has about 60 words. */
  private static final int MAX_WORDS = 2_000;

  private static final Set<String> RESERVED = Set.of("and", "or", "not", "of", "(", ")");

  private record Token(String text, int offset) {
    String lower() {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  private final YamlScalar source;
  private final Collection<String> identifiers;
  private final Problems problems;
  private final List<Token> tokens;
  private final Map<String, List<String>> named = new HashMap<>();
  private int next;
  private boolean failed;

  private ConditionParser(YamlScalar source, Collection<String> identifiers, Problems problems) {
    this.source = source;
    this.identifiers = identifiers;
    this.problems = problems;
    this.tokens = tokens(source.text());
  }

  /** The condition, or null when it has a problem, which is then in {@code problems}. */
  static @Nullable Condition parse(
      YamlScalar source, Collection<String> identifiers, Problems problems) {
    return new ConditionParser(source, identifiers, problems).parse();
  }

  private @Nullable Condition parse() {
    if (hasAggregation()) {
      return null;
    }
    if (tokens.size() > MAX_WORDS) {
      fail(tokens.get(MAX_WORDS), "the condition has more than " + MAX_WORDS + " words");
      return null;
    }
    Condition condition = or(0);
    if (!failed && next < tokens.size()) {
      Token extra = tokens.get(next);
      fail(
          extra,
          ")".equals(extra.text())
              ? "')' closes nothing"
              : "expected 'and' or 'or' before '" + extra.text() + "'");
    }
    return failed ? null : condition;
  }

  private boolean hasAggregation() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean call = i + 1 < tokens.size() && "(".equals(tokens.get(i + 1).text());
      boolean pipe =
          token.text().startsWith("|")
              || token.text().endsWith("|")
              || (call && token.text().contains("|"));
      if (pipe && !identifiers.contains(token.text())) {
        problems.add(
            source.positionAt(token.offset()),
            ErrorCode.AGGREGATION,
            "aggregation in a condition is Sigma 1 and not supported",
            aggregationHint());
        return true;
      }
    }
    return false;
  }

  private String aggregationHint() {
    String text = source.text();
    String behind =
        text.substring(text.indexOf('|') + 1).replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    if (behind.startsWith("count()")) {
      return "write a correlation of type event_count";
    }
    if (behind.startsWith("count(")) {
      return "write a correlation of type value_count";
    }
    if (behind.startsWith("near")) {
      return "write a correlation of type temporal";
    }
    return behind.startsWith("sum(")
        ? "write a correlation of type value_sum"
        : "write a correlation";
  }

  private Condition or(int depth) {
    List<Condition> terms = new ArrayList<>(List.of(and(depth)));
    while (!failed && accept("or")) {
      terms.add(and(depth));
    }
    return terms.size() == 1 ? terms.get(0) : new Condition.Or(terms);
  }

  private Condition and(int depth) {
    List<Condition> terms = new ArrayList<>(List.of(not(depth)));
    while (!failed && accept("and")) {
      terms.add(not(depth));
    }
    return terms.size() == 1 ? terms.get(0) : new Condition.And(terms);
  }

  private Condition not(int depth) {
    if (depth > MAX_DEPTH) {
      return fail(peek(), "more than " + MAX_DEPTH + " levels of brackets and 'not'");
    }
    return accept("not") ? new Condition.Not(not(depth + 1)) : primary(depth);
  }

  private Condition primary(int depth) {
    Token token = peek();
    if (token == null) {
      return fail(null, "the condition ends where a search identifier is expected");
    }
    if (accept("(")) {
      Condition inner = or(depth + 1);
      if (!failed && !accept(")")) {
        return fail(peek(), "a bracket is not closed: expected ')'");
      }
      return inner;
    }
    next++;
    if (next < tokens.size() && tokens.get(next).lower().equals("of")) {
      next++;
      return selector(token);
    }
    if (RESERVED.contains(token.lower())) {
      return fail(token, "expected a search identifier, found '" + token.text() + "'");
    }
    return identifier(token);
  }

  private Condition identifier(Token token) {
    if (!identifiers.contains(token.text())) {
      if (!failed) {
        problems.add(
            source.positionAt(token.offset()),
            ErrorCode.UNKNOWN_IDENTIFIER,
            "the condition names '" + token.text() + "', which the detection does not define",
            NearestWord.hint(token.text(), identifiers));
      }
      failed = true;
    }
    return new Condition.Identifier(token.text());
  }

  private Condition selector(Token quantifier) {
    String many = quantifier.lower();
    if (!many.equals("1") && !many.equals("any") && !many.equals("all")) {
      return fail(
          quantifier,
          "expected '1 of', 'any of' or 'all of', found '" + quantifier.text() + " of'");
    }
    Token pattern = peek();
    if (pattern == null || RESERVED.contains(pattern.lower())) {
      return fail(pattern, "expected 'them' or a pattern behind 'of'");
    }
    next++;
    List<String> names = named.computeIfAbsent(pattern.text(), text -> named(pattern));
    if (names.isEmpty()) {
      problems.add(
          source.positionAt(pattern.offset()),
          ErrorCode.EMPTY_SELECTOR,
          "'" + pattern.text() + "' names no search identifier",
          NearestWord.hint(pattern.text().replace("*", ""), identifiers));
      failed = true;
    }
    return new Condition.Selector(many.equals("all"), pattern.text(), names);
  }

  private List<String> named(Token pattern) {
    boolean them = pattern.lower().equals("them");
    String glob = them ? "*" : pattern.text();
    boolean skipPrivate = !glob.startsWith("_");
    String[] parts = glob.split("\\*", -1);
    return identifiers.stream()
        .filter(name -> !(skipPrivate && name.startsWith("_")))
        .filter(name -> matches(name, parts))
        .toList();
  }

  /** Whether {@code name} is made of {@code parts} in this order, with anything between them. */
  private static boolean matches(String name, String... parts) {
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return name.equals(last);
    }
    if (!name.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }

  private boolean accept(String word) {
    Token token = peek();
    if (token != null && token.lower().equals(word)) {
      next++;
      return true;
    }
    return false;
  }

  private @Nullable Token peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  private Condition fail(@Nullable Token at, String message) {
    if (!failed) {
      int offset =
          at == null ? Math.max(0, source.text().stripTrailing().length() - 1) : at.offset();
      problems.add(source.positionAt(offset), ErrorCode.CONDITION_SYNTAX, message);
    }
    failed = true;
    return new Condition.Or(List.of());
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ' ' : text.charAt(i);
      boolean bracket = c == '(' || c == ')';
      if (bracket || Character.isWhitespace(c)) {
        if (start >= 0) {
          tokens.add(new Token(text.substring(start, i), start));
          start = -1;
        }
        if (bracket) {
          tokens.add(new Token(String.valueOf(c), i));
        }
      } else if (start < 0) {
        start = i;
      }
    }
    return tokens;
  }
}
