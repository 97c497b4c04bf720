package dev.sluice.engine.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The implicit types of YAML 1.1 as PyYAML, on which Sigma's reference tool stands, resolves them:
 * a float needs its dot and its exponent a sign, so that {@code 1e3} or an unquoted hash such as
 * {@code 12e45} stays text. An exponent of more than three digits stays text too: no number of a
 * rule costs more memory than its text. Never changed once made; safe for use by several threads.
 */
final class Yaml11Resolver extends Resolver {

  private static final String WORDS = "yYnNtTfFoO";
  private static final String NUMBERS = "-+0123456789.";
  private static final int LONGEST_WORD = "false".length();

  private static final Pattern FLOAT_WITH_DOT =
      Pattern.compile(
          "^(?:[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]{1,3})?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]{1,3})?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*)$");

  static final Yaml11Resolver INSTANCE = new Yaml11Resolver();

  private Yaml11Resolver() {}

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOL, WORDS);
    addImplicitResolver(Tag.INT, INT, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, FLOAT_WITH_DOT, NUMBERS);
    addImplicitResolver(Tag.MERGE, MERGE, "<");
    addImplicitResolver(Tag.NULL, NULL, "~nN\0");
    addImplicitResolver(Tag.NULL, EMPTY, null);
  }

  /** Most scalars are text, as their first letter or their length tells. */
  @Override
  public Tag resolve(NodeId kind, String value, boolean implicit) {
    return kind == NodeId.scalar && implicit && isText(value)
        ? Tag.STR
        : super.resolve(kind, value, implicit);
  }

  private static boolean isText(String value) {
    if (value.isEmpty()) {
      return false;
    }
    char first = value.charAt(0);
    if (WORDS.indexOf(first) >= 0) {
      return value.length() > LONGEST_WORD;
    }
    return NUMBERS.indexOf(first) < 0 && first != '<' && first != '~' && first != '\0';
  }
}
