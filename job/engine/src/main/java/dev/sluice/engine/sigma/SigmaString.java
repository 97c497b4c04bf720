package dev.sluice.engine.sigma;

import dev.sluice.engine.sigma.StringToken.Literal;
import dev.sluice.engine.sigma.StringToken.Placeholder;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Sigma string with its escapes read: literals and wildcards. Modifiers add wildcards as tokens,
 * never as text (sigma-semantics 16).
 *
 * <p>Two literals never stand side by side, and none is empty.
 */
public record SigmaString(List<StringToken> tokens) {

  public SigmaString {
    tokens = List.copyOf(tokens);
  }

  /**
   * What a placeholder looks like, as a regular expression whose first group is the name. Names may
   * hold spaces but not begin with one: {@code 100% of 5%} is text.
   */
  public static final String PLACEHOLDER_FORM = "%([\\p{L}\\p{N}_][\\p{L}\\p{N}_ .-]*)%";

  private static final Pattern PLACEHOLDER = Pattern.compile(PLACEHOLDER_FORM);

  /**
   * Reads {@code raw}: a backslash escapes {@code *}, {@code ?} and itself and is plain before
   * anything else.
   */
  public static SigmaString parse(String raw) {
    return parse(raw, "*?\\", false);
  }

  /**
   * Reads {@code raw} as {@link #parse} does, and {@code %name%} as a placeholder; {@code \%} is a
   * percent sign.
   */
  public static SigmaString parseWithPlaceholders(String raw) {
    return parse(raw, "*?\\%", true);
  }

  private static SigmaString parse(String raw, String escapable, boolean placeholders) {
    if (isPlain(raw, escapable)) {
      return literal(raw);
    }
    Builder builder = new Builder();
    Matcher placeholder = PLACEHOLDER.matcher(raw);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 1 < raw.length() && escapable.indexOf(raw.charAt(i + 1)) >= 0) {
        builder.append(raw.charAt(++i));
      } else if (c == '*') {
        builder.append(Wildcard.ANY_RUN);
      } else if (c == '?') {
        builder.append(Wildcard.ANY_ONE);
      } else if (placeholders && c == '%' && placeholder.region(i, raw.length()).lookingAt()) {
        builder.append(new Placeholder(placeholder.group(1)));
        i = placeholder.end() - 1;
      } else {
        builder.append(c);
      }
    }
    return builder.build();
  }

  /** Most strings: nothing in them is a wildcard, a placeholder or an escape. */
  private static boolean isPlain(String raw, String special) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean lonelyBackslash =
          c == '\\' && (i + 1 == raw.length() || special.indexOf(raw.charAt(i + 1)) < 0);
      if (special.indexOf(c) >= 0 && !lonelyBackslash) {
        return false;
      }
    }
    return true;
  }

  /** The string that is {@code text}, without wildcards. */
  public static SigmaString literal(String text) {
    return new SigmaString(text.isEmpty() ? List.of() : List.of(new Literal(text)));
  }

  /** Whether it is text alone. */
  public boolean isLiteral() {
    for (StringToken token : tokens) {
      if (!(token instanceof Literal)) {
        return false;
      }
    }
    return true;
  }

  /** The text when {@link #isLiteral()}, otherwise the literals alone. */
  public String literalText() {
    if (tokens.size() == 1 && tokens.get(0) instanceof Literal literal) {
      return literal.text();
    }
    StringBuilder text = new StringBuilder();
    for (StringToken token : tokens) {
      if (token instanceof Literal literal) {
        text.append(literal.text());
      }
    }
    return text.toString();
  }

  /** The same with {@code *} in front, unless it stands there already. */
  public SigmaString openAtStart() {
    if (!tokens.isEmpty() && tokens.get(0) == Wildcard.ANY_RUN) {
      return this;
    }
    List<StringToken> open = new ArrayList<>(tokens.size() + 1);
    open.add(Wildcard.ANY_RUN);
    open.addAll(tokens);
    return new SigmaString(open);
  }

  /** The same with {@code *} behind, unless it stands there already. */
  public SigmaString openAtEnd() {
    if (!tokens.isEmpty() && tokens.get(tokens.size() - 1) == Wildcard.ANY_RUN) {
      return this;
    }
    List<StringToken> open = new ArrayList<>(tokens.size() + 1);
    open.addAll(tokens);
    open.add(Wildcard.ANY_RUN);
    return new SigmaString(open);
  }

  /** This string and {@code other} behind it. */
  public SigmaString then(SigmaString other) {
    Builder builder = new Builder();
    builder.append(this);
    builder.append(other);
    return builder.build();
  }

  /** The same with every literal rewritten. */
  public SigmaString mapLiterals(UnaryOperator<String> rewrite) {
    Builder builder = new Builder();
    for (StringToken token : tokens) {
      if (token instanceof Literal literal) {
        builder.append(rewrite.apply(literal.text()));
      } else {
        builder.append(token);
      }
    }
    return builder.build();
  }

  /** The string as an author would write it, escapes included. */
  @Override
  public String toString() {
    StringBuilder raw = new StringBuilder();
    for (StringToken token : tokens) {
      if (token instanceof Literal literal) {
        raw.append(literal.text().replaceAll("\\\\(?=[*?\\\\])|[*?]", "\\\\$0"));
      } else {
        if (raw.length() > 0 && raw.charAt(raw.length() - 1) == '\\') {
          raw.append('\\');
        }
        raw.append(written(token));
      }
    }
    return raw.toString();
  }

  private static String written(StringToken token) {
    if (token instanceof Placeholder placeholder) {
      return "%" + placeholder.name() + "%";
    }
    return token == Wildcard.ANY_RUN ? "*" : "?";
  }

  private static final class Builder {
    private final List<StringToken> tokens = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    void append(char c) {
      literal.append(c);
    }

    void append(String text) {
      literal.append(text);
    }

    void append(StringToken token) {
      flush();
      tokens.add(token);
    }

    void append(SigmaString string) {
      for (StringToken token : string.tokens) {
        if (token instanceof Literal text) {
          append(text.text());
        } else {
          append(token);
        }
      }
    }

    SigmaString build() {
      flush();
      return new SigmaString(tokens);
    }

    private void flush() {
      if (literal.length() > 0) {
        tokens.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }
  }
}
