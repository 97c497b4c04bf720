package dev.sluice.catalog.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a link of a page leads.
 *
 * @param path from the root of the site, for what is {@link Kind#INSIDE}
 * @param fragment without the sign, empty when there is none
 */
record Address(Kind kind, String path, String fragment) {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern IGNORED =
      Pattern.compile("^[\\x00-\\x20]+|[\\x00-\\x20]+$|[\\t\\n\\r]");
  private static final int HEX = 16;

  /** How far it leads. */
  enum Kind {
    INSIDE,
    /** Over HTTP to another site. */
    WEB,
    /** An image that stands in the address itself. */
    IMAGE,
    /** Out of the folder, or by a path that a browser takes from the root of the disk. */
    ASTRAY,
    /** By another scheme, of which scripts are the worst. */
    FORBIDDEN
  }

  /** Reads {@code written} as browsers do on the page {@code page}, opened from a disk. */
  static Address of(String page, String written) {
    String text = IGNORED.matcher(written).replaceAll("");
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return new Address(Kind.WEB, "", "");
    }
    if (lower.startsWith("data:image/")) {
      return new Address(Kind.IMAGE, "", "");
    }
    if (SCHEME.matcher(text).matches()) {
      return new Address(Kind.FORBIDDEN, "", "");
    }
    return inside(page, text);
  }

  private static Address inside(String page, String text) {
    int sign = text.indexOf('#');
    String fragment = sign < 0 ? "" : text.substring(sign + 1);
    String rest = sign < 0 ? text : text.substring(0, sign);
    int query = rest.indexOf('?');
    String relative = query < 0 ? rest : rest.substring(0, query);
    if (relative.startsWith("/") || relative.indexOf('\\') >= 0) {
      return new Address(Kind.ASTRAY, "", "");
    }
    if (relative.isEmpty()) {
      return new Address(Kind.INSIDE, page, decoded(fragment));
    }
    Deque<String> names = new ArrayDeque<>(Arrays.asList(page.split("/")));
    names.removeLast();
    for (String name : relative.split("/", -1)) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return new Address(Kind.ASTRAY, "", "");
        }
      } else if (!name.equals(".")) {
        names.addLast(decoded(name));
      }
    }
    return new Address(Kind.INSIDE, String.join("/", names), decoded(fragment));
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], HEX) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], HEX) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.put((byte) (high * HEX + low));
        i += 2;
      } else {
        out.put(bytes[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }
}
