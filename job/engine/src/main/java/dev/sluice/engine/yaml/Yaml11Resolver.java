package dev.sluice.engine.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The implicit types of YAML 1.1 as PyYAML, on which Sigma's reference tool stands, resolves them:
 * a float needs its dot and its exponent a sign, so that {@code 1e3} or an unquoted hash such as
 * {@code 12e45} stays text. An exponent of more than three digits stays text too: no number of a
 * rule costs more memory than its text.
 */
final class Yaml11Resolver extends Resolver {

  private static final Pattern FLOAT_WITH_DOT =
      Pattern.compile(
          "^(?:[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]{1,3})?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]{1,3})?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*)$");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
    addImplicitResolver(Tag.INT, INT, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, FLOAT_WITH_DOT, "-+0123456789.");
    addImplicitResolver(Tag.MERGE, MERGE, "<");
    addImplicitResolver(Tag.NULL, NULL, "~nN\0");
    addImplicitResolver(Tag.NULL, EMPTY, null);
  }
}
