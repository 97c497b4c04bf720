package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a JSON string as UTF-8 bytes, with its escapes resolved and, when asked, folded by
 * {@link CaseFold}.
 *
 * <p>A lone surrogate, which JSON can write and UTF-8 cannot, becomes the three bytes that UTF-8
 * would have for it; so different texts stay different. A pair of escapes is one character. Not
 * thread-safe: {@link #bytes()} is reused.
 */
final class SliceText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = Long.BYTES;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long TO_BEFORE_A = (0x80 - 'A') * ONES;
  private static final long TO_BEHIND_Z = (0x80 - 'Z' - 1) * ONES;

  /** Folding makes at most three bytes of two; an escape shrinks; one word may be written over. */
  private static final int GROWTH = 2;

  private byte[] out = new byte[1 << 14];
  private int size;
  private boolean lone;

  /** Makes room for new texts. */
  void clear() {
    size = 0;
  }

  /** Returns the buffer; {@link #append} may replace it. */
  byte[] bytes() {
    return out;
  }

  /** Returns where the next text begins. */
  int size() {
    return size;
  }

  /** Returns whether the text last appended holds a lone surrogate. */
  boolean hasLoneSurrogate() {
    return lone;
  }

  /** Appends the text written in {@code bytes[from, to)}; {@code form} as {@link Slices} has it. */
  void append(byte[] bytes, int from, int to, int form, boolean fold) {
    lone = false;
    int most = (to - from) * GROWTH + WORD;
    if (size + most > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, size + most));
    }
    if ((form & (Slices.ESCAPED | Slices.BEYOND_ASCII)) != 0) {
      size = mixed(bytes, from, to, fold);
    } else if (fold) {
      size = foldAscii(bytes, from, to);
    } else {
      System.arraycopy(bytes, from, out, size, to - from);
      size += to - from;
    }
  }

  /** Returns whether {@code bytes[from, to)} holds what stands for a lone surrogate. */
  static boolean hasLoneSurrogate(byte[] bytes, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if (bytes[at] == (byte) 0xED && (bytes[at + 1] & 0xFF) >= 0xA0) {
        return true;
      }
    }
    return false;
  }

  private int foldAscii(byte[] bytes, int from, int to) {
    byte[] target = out;
    int at = from;
    int end = size;
    for (; at + WORD <= to; at += WORD, end += WORD) {
      LONGS.set(target, end, foldedWord((long) LONGS.get(bytes, at)));
    }
    for (; at < to; at++, end++) {
      target[end] = foldedAscii(bytes[at]);
    }
    return end;
  }

  /** Returns eight ASCII characters in lower case. */
  private static long foldedWord(long word) {
    long capitals = (word + TO_BEFORE_A) & ~(word + TO_BEHIND_Z) & HIGHS;
    return word | (capitals >>> 2);
  }

  private static byte foldedAscii(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  private int mixed(byte[] bytes, int from, int to, boolean fold) {
    byte[] target = out;
    int end = size;
    int at = from;
    while (at < to) {
      if (at + WORD <= to) {
        // Eight bytes are written, and as many of them count as stand for themselves.
        long word = (long) LONGS.get(bytes, at);
        int plain = Long.numberOfTrailingZeros(special(word)) >>> 3;
        LONGS.set(target, end, fold ? foldedWord(word) : word);
        at += plain;
        end += plain;
        if (plain == WORD) {
          continue;
        }
      }
      byte b = bytes[at];
      if (b == '\\' && bytes[at + 1] == 'u') {
        int codePoint = codePoint(bytes, at, to);
        at += Character.isSupplementaryCodePoint(codePoint) ? 12 : 6;
        end = put(target, end, fold ? CaseFold.fold(codePoint) : codePoint);
      } else if (b == '\\') {
        target[end++] = unescaped(bytes[at + 1]);
        at += 2;
      } else if (b >= 0) {
        target[end++] = fold ? foldedAscii(b) : b;
        at++;
      } else {
        int length = Utf8.lengthOf(b);
        int codePoint = Utf8.codePoint(bytes, at, length);
        end = put(target, end, fold ? CaseFold.fold(codePoint) : codePoint);
        at += length;
      }
    }
    return end;
  }

  /** Returns a word whose lowest set bit is in the first byte that is a backslash or no ASCII. */
  private static long special(long word) {
    long backslashes = word ^ BACKSLASHES;
    return (((backslashes - ONES) & ~backslashes) | word) & HIGHS;
  }

  /**
   * Returns what the escape at {@code at} and, if the two are a pair, the one behind it stand for.
   */
  private int codePoint(byte[] bytes, int at, int to) {
    char unit = unit(bytes, at);
    if (!Character.isSurrogate(unit)) {
      return unit;
    }
    if (Character.isHighSurrogate(unit)
        && at + 12 <= to
        && bytes[at + 6] == '\\'
        && bytes[at + 7] == 'u') {
      char low = unit(bytes, at + 6);
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(unit, low);
      }
    }
    lone = true;
    return unit;
  }

  private static char unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = 2; i < 6; i++) {
      unit = (unit << 4) | Character.digit(bytes[at + i], 16);
    }
    return (char) unit;
  }

  private static byte unescaped(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  private static int put(byte[] target, int at, int codePoint) {
    int end = at;
    if (codePoint < 0x80) {
      target[end++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      target[end++] = (byte) (0xC0 | (codePoint >> 6));
      target[end++] = (byte) (0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      target[end++] = (byte) (0xE0 | (codePoint >> 12));
      target[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      target[end++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      target[end++] = (byte) (0xF0 | (codePoint >> 18));
      target[end++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      target[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      target[end++] = (byte) (0x80 | (codePoint & 0x3F));
    }
    return end;
  }

  /** Returns the text of a well-formed JSON string, as a full parser gives it. */
  static String decode(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    int at = from;
    while (at < to) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
      if (bytes[at + 1] == 'u') {
        text.append(unit(bytes, at));
        at += 6;
      } else {
        text.append((char) unescaped(bytes[at + 1]));
        at += 2;
      }
      plain = at;
    }
    return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }
}
