package dev.sluice.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One pass over the bytes of an event that notes where its values stand and builds nothing else.
 *
 * <p>Eight bytes at a time are looked at for the end of a string, as in Langdale and Lemire,
 * "Parsing Gigabytes of JSON per Second" (2019), with plain longs.
 *
 * <p>Invariant: what it accepts, {@link JsonReader} accepts, with the same values; what it does not
 * accept is read again by that one, which knows why. Not thread-safe.
 */
final class SliceScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = Long.BYTES;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final int MALFORMED = -1;
  private static final int HEX_ESCAPE = 6;
  private static final boolean[] HEX = new boolean[256];

  static {
    for (char digit : "0123456789abcdefABCDEF".toCharArray()) {
      HEX[digit] = true;
    }
  }

  private final NameTrie.Table names;
  private final OddPlaces oddPlaces;
  private final Slices slices;
  private final EventLimits limits;
  private byte[] bytes = new byte[0];
  private boolean odd;
  private boolean veiled;
  private int stringForm;

  SliceScanner(NameTrie.Table names, OddPlaces oddPlaces, Slices slices, EventLimits limits) {
    this.names = names;
    this.oddPlaces = oddPlaces;
    this.slices = slices;
    this.limits = limits;
  }

  /**
   * Returns whether {@code event} is one JSON object within the limits; its values then are in the
   * slices.
   */
  boolean scan(byte[] event) {
    bytes = event;
    odd = false;
    veiled = false;
    slices.clear();
    if (event.length > limits.maxBytes()) {
      return false;
    }
    int at = skip(Utf8.hasByteOrderMark(event) ? Utf8.BYTE_ORDER_MARK_LENGTH : 0);
    if (at >= event.length || event[at] != '{') {
      return false;
    }
    slices.add(NameTrie.DOCUMENT, at, at, Slices.COMPOSITE);
    int end = object(at + 1, NameTrie.DOCUMENT, 1, false);
    return end != MALFORMED && skip(end) == event.length;
  }

  /**
   * Returns whether a name that somebody asks for is written or repeated in a way that look-up by
   * node does not follow.
   */
  boolean isOdd() {
    return odd;
  }

  /**
   * Returns whether a character of ASCII may be written as an escape of four digits, or as one that
   * only folds to it.
   */
  boolean isVeiled() {
    return veiled;
  }

  private int object(int from, int node, int depth, boolean inArray) {
    if (depth > limits.maxDepth()) {
      return MALFORMED;
    }
    int at = skip(from);
    if (is(at, '}')) {
      return at + 1;
    }
    while (is(at, '"')) {
      int end = string(at + 1);
      if (end == MALFORMED || hasSurrogateEscape(at + 1, end)) {
        return MALFORMED;
      }
      int member = node == NameTrie.UNKNOWN ? NameTrie.UNKNOWN : member(node, at + 1, end, inArray);
      at = skip(end + 1);
      if (!is(at, ':')) {
        return MALFORMED;
      }
      at = value(skip(at + 1), member, depth, false);
      if (at == MALFORMED) {
        return MALFORMED;
      }
      at = skip(at);
      if (is(at, '}')) {
        return at + 1;
      }
      if (!is(at, ',')) {
        return MALFORMED;
      }
      at = skip(at + 1);
    }
    return MALFORMED;
  }

  private int array(int from, int node, int depth) {
    if (depth > limits.maxDepth()) {
      return MALFORMED;
    }
    int at = skip(from);
    if (is(at, ']')) {
      slices.add(node, at, at, Slices.COMPOSITE);
      return at + 1;
    }
    while (true) {
      at = value(at, node, depth, true);
      if (at == MALFORMED) {
        return MALFORMED;
      }
      at = skip(at);
      if (is(at, ']')) {
        return at + 1;
      }
      if (!is(at, ',')) {
        return MALFORMED;
      }
      at = skip(at + 1);
    }
  }

  /** Returns the offset behind the value that begins at {@code at}. */
  private int value(int at, int node, int depth, boolean inArray) {
    if (at >= bytes.length) {
      return MALFORMED;
    }
    return switch (bytes[at]) {
      case '"' -> text(at + 1, node);
      case '{' -> inner(at, node, depth, inArray);
      case '[' -> innerArray(at, node, depth, inArray);
      case 't' -> word(at, "true", node, Slices.BOOLEAN);
      case 'f' -> word(at, "false", node, Slices.BOOLEAN);
      case 'n' -> word(at, "null", node, Slices.NULL);
      default -> number(at, node);
    };
  }

  private int text(int from, int node) {
    int end = string(from);
    if (end == MALFORMED) {
      return MALFORMED;
    }
    slices.add(node, from, end, Slices.STRING | stringForm);
    return end + 1;
  }

  private int inner(int at, int node, int depth, boolean inArray) {
    slices.add(node, at, at, Slices.COMPOSITE);
    boolean asked = node != NameTrie.UNKNOWN && names.hasChildren(node);
    return object(at + 1, asked ? node : NameTrie.UNKNOWN, depth + 1, inArray);
  }

  private int innerArray(int at, int node, int depth, boolean inArray) {
    odd |= inArray && node != NameTrie.UNKNOWN && oddPlaces.arraysInArrays()[node];
    return array(at + 1, node, depth + 1);
  }

  private int word(int at, String word, int node, byte kind) {
    int end = at + word.length();
    if (end > bytes.length) {
      return MALFORMED;
    }
    for (int i = 1; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return MALFORMED;
      }
    }
    slices.add(node, at, end, kind);
    return end;
  }

  private int number(int from, int node) {
    int at = is(from, '-') ? from + 1 : from;
    int digits = digits(at);
    if (digits == at || (bytes[at] == '0' && digits > at + 1)) {
      return MALFORMED;
    }
    at = digits;
    if (is(at, '.')) {
      digits = digits(at + 1);
      if (digits == at + 1) {
        return MALFORMED;
      }
      at = digits;
    }
    if (is(at, 'e') || is(at, 'E')) {
      int exponent = is(at + 1, '+') || is(at + 1, '-') ? at + 2 : at + 1;
      at = digits(exponent);
      if (at == exponent) {
        return MALFORMED;
      }
    }
    slices.add(node, from, at, Slices.NUMBER);
    return at;
  }

  private int digits(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /** Returns the offset of the quote that ends the string; its form is in {@link #stringForm}. */
  private int string(int from) {
    byte[] event = bytes;
    int form = 0;
    int at = from;
    while (true) {
      if (at + WORD <= event.length) {
        long word = (long) LONGS.get(event, at);
        long special = special(word);
        if (special == 0) {
          at += WORD;
          continue;
        }
        at += Long.numberOfTrailingZeros(special) >>> 3;
      } else if (at >= event.length) {
        return MALFORMED;
      }
      byte b = event[at];
      if (b == '"') {
        stringForm = form;
        return at;
      }
      if (b == '\\') {
        int length = escapeLength(at);
        form |= Slices.ESCAPED;
        veiled |= length == HEX_ESCAPE;
        at = length == 0 ? MALFORMED : at + length;
      } else if (b < 0) {
        int length = Utf8.sequenceLength(event, at);
        form |= Slices.BEYOND_ASCII;
        veiled |= isFoldedToAscii(event, at, length);
        at = length == 0 ? MALFORMED : at + length;
      } else {
        at = b < ' ' ? MALFORMED : at + 1;
      }
      if (at == MALFORMED) {
        return MALFORMED;
      }
    }
  }

  /**
   * Returns a word whose lowest set bit is in the first byte that is a quote, a backslash, a
   * control character or no ASCII. Higher bits may be wrong, for subtraction borrows.
   */
  private static long special(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    long found = (quotes - ONES) & ~quotes;
    found |= (backslashes - ONES) & ~backslashes;
    found |= (word - SPACES) & ~word;
    return (found | word) & HIGHS;
  }

  /** Long s and the Kelvin sign are the only characters beyond ASCII that fold into it. */
  private static boolean isFoldedToAscii(byte[] event, int at, int length) {
    return (length == 2 && event[at] == (byte) 0xC5 && event[at + 1] == (byte) 0xBF)
        || (length == 3
            && event[at] == (byte) 0xE2
            && event[at + 1] == (byte) 0x84
            && event[at + 2] == (byte) 0xAA);
  }

  /** Returns the length of the escape at {@code at}, or 0 when it is none. */
  private int escapeLength(int at) {
    if (at + 1 >= bytes.length) {
      return 0;
    }
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> isHex(at + 2) ? HEX_ESCAPE : 0;
      default -> 0;
    };
  }

  private boolean isHex(int from) {
    if (from + 4 > bytes.length) {
      return false;
    }
    return HEX[bytes[from] & 0xFF]
        && HEX[bytes[from + 1] & 0xFF]
        && HEX[bytes[from + 2] & 0xFF]
        && HEX[bytes[from + 3] & 0xFF];
  }

  /** The full parser refuses names with half of a pair: it shall judge every such name. */
  private boolean hasSurrogateEscape(int from, int to) {
    if ((stringForm & Slices.ESCAPED) == 0) {
      return false;
    }
    for (int at = from; at + 3 < to; at += bytes[at] == '\\' ? 2 : 1) {
      boolean coded = bytes[at] == '\\' && bytes[at + 1] == 'u';
      if (coded && (bytes[at + 2] | 0x20) == 'd' && Character.digit(bytes[at + 3], 16) >= 8) {
        return true;
      }
    }
    return false;
  }

  private int member(int parent, int from, int to, boolean inArray) {
    if ((stringForm & Slices.ESCAPED) != 0) {
      return escapedMember(parent, from, to);
    }
    int node = names.child(parent, bytes, from, to);
    if (node != NameTrie.UNKNOWN) {
      odd |= inArray || oddPlaces.members()[node] || slices.has(node);
      return node;
    }
    if (NameTrie.Table.hasSpace(bytes, from, to)) {
      String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      odd |= names.child(parent, name.replace(" ", "")) != NameTrie.UNKNOWN;
    }
    return NameTrie.UNKNOWN;
  }

  /** A name that hides behind escapes, if it is one that somebody asks for. */
  private int escapedMember(int parent, int from, int to) {
    String name = SliceText.decode(bytes, from, to).replace(" ", "");
    boolean asked =
        names.child(parent, name) != NameTrie.UNKNOWN
            || names.child(parent, SliceText.decode(bytes, from, to)) != NameTrie.UNKNOWN;
    odd |= asked;
    return NameTrie.UNKNOWN;
  }

  private boolean is(int at, char c) {
    return at < bytes.length && bytes[at] == c;
  }

  private int skip(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] <= ' ' && isWhiteSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
