package dev.sluice.engine.yaml;

import java.math.BigDecimal;

/**
 * A scalar, read as YAML 1.1 does (sigma-semantics 7): {@code yes}, {@code 0x1F} and {@code 010}
 * are typed, dates stay text.
 *
 * @param text the content without quotes, as written
 * @param number the value when {@code kind} is {@code NUMBER}, else zero
 * @param textColumns columns from {@code position} to the first character of the text: 0 when
 *     plain, 1 when quoted, negative when the text does not stand on the line of {@code position}
 */
public record YamlScalar(
    String text, Kind kind, BigDecimal number, Position position, int textColumns)
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

  /**
   * Where the character at {@code offset} of the text stands, as far as it can be told: the start
   * of the scalar for block scalars; a column too far left behind an escape.
   */
  public Position positionAt(int offset) {
    return textColumns < 0
        ? position
        : new Position(position.line(), position.column() + textColumns + offset);
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
