package dev.sluice.engine.yaml;

import java.math.BigDecimal;

/**
 * A scalar, read as YAML 1.1 does (sigma-semantics 7): {@code yes}, {@code 0x1F} and {@code 010}
 * are typed, dates stay text.
 *
 * @param text the content without quotes, as written
 * @param number the value when {@code kind} is {@code NUMBER}, else zero
 */
public record YamlScalar(String text, Kind kind, BigDecimal number, Position position)
    implements YamlNode {

  /** What YAML 1.1 makes of the scalar. */
  public enum Kind {
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /** Whether the scalar is {@code null}, {@code ~} or empty. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  @Override
  public String kindName() {
    return switch (kind) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case TRUE, FALSE -> "a boolean";
      case NULL -> "empty";
    };
  }
}
