package dev.sluice.engine.event;

import java.util.Map;

/**
 * Makes the characters of a document such as XML 1.0 allows.
 *
 * <p>A process chooses its own command line, and what logs it may copy a control character into
 * XML, where it makes the whole document malformed: one character would hide every field. It
 * becomes U+FFFD here, as does a reference to it, and {@code ]]>} in text is escaped.
 */
final class XmlCharacters {
  private static final int REPLACEMENT = 0xFFFD;
  private static final String REFERENCE = "&#";
  private static final String SECTION_END = "]]>";

  /** What opens and closes the parts in which a reference is none. */
  private static final Map<String, String> VERBATIM =
      Map.of("<![CDATA[", SECTION_END, "<!--", "-->", "<?", "?>");

  private final String text;
  private final StringBuilder legal;

  private XmlCharacters(String text) {
    this.text = text;
    this.legal = new StringBuilder(text.length());
  }

  /** Returns {@code text} without characters that XML forbids. Cost is linear. */
  static String legal(String text) {
    return new XmlCharacters(text).replaced();
  }

  private String replaced() {
    int at = 0;
    while (at < text.length()) {
      int verbatimEnd = verbatimEnd(at);
      if (verbatimEnd > at) {
        while (at < verbatimEnd) {
          at = takeCharacter(at);
        }
      } else if (text.startsWith(REFERENCE, at)) {
        at = takeReference(at);
      } else if (text.startsWith(SECTION_END, at)) {
        legal.append("]]&gt;");
        at += SECTION_END.length();
      } else {
        at = takeCharacter(at);
      }
    }
    return legal.toString();
  }

  /** Returns where the verbatim part ends that begins at {@code at}, or {@code at}. */
  private int verbatimEnd(int at) {
    if (text.charAt(at) != '<') {
      return at;
    }
    for (Map.Entry<String, String> part : VERBATIM.entrySet()) {
      String opening = part.getKey();
      if (text.startsWith(opening, at)) {
        int end = text.indexOf(part.getValue(), at + opening.length());
        return end < 0 ? text.length() : end + part.getValue().length();
      }
    }
    return at;
  }

  private int takeCharacter(int at) {
    int codePoint = text.codePointAt(at);
    legal.appendCodePoint(isLegal(codePoint) ? codePoint : REPLACEMENT);
    return at + Character.charCount(codePoint);
  }

  /** Takes a numeric reference; what only begins like one is left to the XML reader. */
  private int takeReference(int at) {
    int from = at + REFERENCE.length();
    boolean hex = text.startsWith("x", from);
    int end = hex ? from + 1 : from;
    int first = end;
    int codePoint = 0;
    for (int digit = digit(end, hex); digit >= 0; digit = digit(end, hex)) {
      codePoint = Math.min(codePoint * (hex ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
      end++;
    }
    if (end == first || !text.startsWith(";", end)) {
      legal.append(REFERENCE);
      return from;
    }
    end++;
    if (isLegal(codePoint)) {
      legal.append(text, at, end);
    } else {
      legal.appendCodePoint(REPLACEMENT);
    }
    return end;
  }

  /** Returns the value of the ASCII digit at {@code at}, or -1. */
  private int digit(int at, boolean hex) {
    return at < text.length() && text.charAt(at) < 0x80
        ? Character.digit(text.charAt(at), hex ? 16 : 10)
        : -1;
  }

  /** Returns whether this is a Char as XML 1.0 defines it. */
  private static boolean isLegal(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= ' ' && codePoint < Character.MIN_SURROGATE)
        || (codePoint > Character.MAX_SURROGATE && codePoint <= REPLACEMENT)
        || (codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT
            && codePoint <= Character.MAX_CODE_POINT);
  }
}
