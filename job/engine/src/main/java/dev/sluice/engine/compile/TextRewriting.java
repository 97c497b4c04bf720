package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.sigma.StringToken;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The modifiers that make other texts of a text. Each gives the alternatives that one value stands
 * for.
 *
 * <p>Encoded text is held as one char per byte (ISO 8859-1) until base64 makes ASCII of it.
 */
final class TextRewriting {

  private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");
  private static final Pattern DASH_AT_WORD =
      Pattern.compile("\\B[-/]\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int[] OFFSET_START = {0, 2, 3};
  private static final int[] OFFSET_END = {0, 3, 2};

  private TextRewriting() {}

  /** How many alternatives {@link #windash} would give; at most {@code Integer.MAX_VALUE}. */
  static int windashCount(SigmaString value) {
    int dashes = 0;
    for (StringToken token : value.tokens()) {
      if (token instanceof StringToken.Literal literal) {
        dashes += (int) DASH_AT_WORD.matcher(literal.text()).results().count();
      }
    }
    return (int) Math.min(Math.pow(DASHES.size(), dashes), Integer.MAX_VALUE);
  }

  /**
   * Every dash or slash that begins a word behind a non-word becomes each of the five dashes, all
   * combinations.
   */
  static List<SigmaString> windash(SigmaString value) {
    List<SigmaString> alternatives = List.of(new SigmaString(List.of()));
    for (StringToken token : value.tokens()) {
      List<SigmaString> parts =
          token instanceof StringToken.Literal literal
              ? dashed(literal.text())
              : List.of(new SigmaString(List.of(token)));
      alternatives = product(alternatives, parts);
    }
    return alternatives;
  }

  private static List<SigmaString> dashed(String text) {
    List<SigmaString> alternatives = List.of(new SigmaString(List.of()));
    Matcher dash = DASH_AT_WORD.matcher(text);
    int from = 0;
    while (dash.find()) {
      SigmaString before = SigmaString.literal(text.substring(from, dash.start()));
      List<SigmaString> dashes =
          DASHES.stream().map(d -> before.then(SigmaString.literal(d))).toList();
      alternatives = product(alternatives, dashes);
      from = dash.end();
    }
    return product(alternatives, List.of(SigmaString.literal(text.substring(from))));
  }

  private static List<SigmaString> product(List<SigmaString> left, List<SigmaString> right) {
    return left.stream().flatMap(a -> right.stream().map(a::then)).toList();
  }

  /**
   * The bytes of {@code value} in {@code charset}, one char each; {@code bom} stands before them.
   */
  static SigmaString encode(SigmaString value, Charset charset, byte... bom) {
    byte[] bytes = value.literalText().getBytes(charset);
    byte[] all = Arrays.copyOf(bom, bom.length + bytes.length);
    System.arraycopy(bytes, 0, all, bom.length, bytes.length);
    return SigmaString.literal(new String(all, StandardCharsets.ISO_8859_1));
  }

  /** Base64 of {@code bytes}. */
  static SigmaString base64(byte[] bytes) {
    return SigmaString.literal(Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * The three texts of which one appears in the base64 form of anything that contains {@code
   * bytes}: encoded at offset 0, 1 and 2, without the digits that the neighbours decide.
   */
  static List<SigmaString> base64Offset(byte[] bytes) {
    return Stream.of(0, 1, 2).map(offset -> base64At(bytes, offset)).toList();
  }

  private static SigmaString base64At(byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String digits = Base64.getEncoder().encodeToString(shifted);
    int end = digits.length() - OFFSET_END[shifted.length % 3];
    return SigmaString.literal(digits.substring(Math.min(OFFSET_START[offset], end), end));
  }
}
