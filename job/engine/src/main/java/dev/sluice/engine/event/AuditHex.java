package dev.sluice.engine.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The strings of auditd: in quotes, or as upper-case hexadecimal digits without quotes when they
 * hold a quote, a byte below 0x21 or one above 0x7e.
 *
 * <p>Many shippers take the quotes away, and then nobody can tell the argument {@code 20} from a
 * blank.
 */
final class AuditHex {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Numbers of fewer digits than this are common as arguments. */
  private static final int NUMBER_DIGITS = 6;

  private AuditHex() {}

  /** Returns the text between the quotes around {@code text}, or null when there are none. */
  static @Nullable String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : null;
  }

  /**
   * Returns what {@code text} says when it is hexadecimal, with a blank for each NUL; null when
   * auditd cannot have written it so, or the bytes are no UTF-8.
   */
  static @Nullable String decoded(String text) {
    if (text.isEmpty() || text.length() % 2 != 0 || !text.chars().allMatch(AuditHex::isDigit)) {
      return null;
    }
    byte[] bytes = HEX.parseHex(text);
    boolean needed = false;
    for (int i = 0; i < bytes.length; i++) {
      needed |= bytes[i] < 0x21 || bytes[i] > 0x7e || bytes[i] == '"';
      bytes[i] = bytes[i] == 0 ? (byte) ' ' : bytes[i];
    }
    return needed ? utf8(bytes) : null;
  }

  /**
   * Returns whether {@code text}, which can be decoded, is likelier meant so than as it is. One
   * with a letter is; one of decimal digits alone is when it is long for a number and most of its
   * bytes can be printed.
   */
  static boolean isLikely(String text) {
    if (text.chars().anyMatch(digit -> digit > '9')) {
      return true;
    }
    int printable = 0;
    for (byte part : HEX.parseHex(text)) {
      printable += part >= ' ' && part <= '~' ? 1 : 0;
    }
    return text.length() >= NUMBER_DIGITS && printable * 4 > text.length();
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }
}
