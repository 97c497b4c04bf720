package dev.sluice.engine.correlate;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.Hashes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text by which values are told apart: folded by {@link CaseFold}; of a number the plain
 * decimal text, so that {@code 5}, {@code 5.0} and {@code 5e0} are one.
 *
 * <p>Invariant: it is UTF-8 of at most {@value #MAX_LENGTH} chars, so that a group costs no more
 * than that. Of a longer one the beginning stands, and its SHA-256.
 */
public final class SignalText {
  /** The longest text. */
  public static final int MAX_LENGTH = 1024;

  private static final int HASH_LENGTH = 64;

  private SignalText() {}

  /** The text of the first of {@code values} that has one, or null when none has. */
  public static @Nullable String of(List<Value> values) {
    Value value = first(values);
    return value == null ? null : text(value);
  }

  /** The number that the first of {@code values} with a text is, or null when it is none. */
  public static @Nullable String ofNumber(List<Value> values) {
    Value value = first(values);
    BigDecimal number = value == null ? null : value.number();
    return number == null ? null : text(number);
  }

  private static @Nullable Value first(List<Value> values) {
    for (Value value : values) {
      if (value.kind() != Value.Kind.NULL && value.kind() != Value.Kind.COMPOSITE) {
        return value;
      }
    }
    return null;
  }

  private static String text(Value value) {
    BigDecimal number = value.kind() == Value.Kind.NUMBER ? value.number() : null;
    return number == null ? bounded(value.folded()) : text(number);
  }

  private static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String bounded(String text) {
    String cut =
        text.length() <= MAX_LENGTH
            ? text
            : text.substring(0, MAX_LENGTH - HASH_LENGTH)
                + Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    return Utf8.hasLoneSurrogate(cut)
        ? new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : cut;
  }
}
