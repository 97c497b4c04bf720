package dev.sluice.engine.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** The values of YAML 1.1's typed scalars (yaml.org/type/int, float, bool). */
final class Yaml11Number {

  private static final Set<String> TRUE = Set.of("yes", "true", "on", "y");
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private Yaml11Number() {}

  static boolean isTrue(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  /** The value of a text that {@link Yaml11Resolver} has recognised as int or float. */
  static BigDecimal parse(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigDecimal value = magnitude(digits);
    return negative ? value.negate() : value;
  }

  private static BigDecimal magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigDecimal(new BigInteger(digits.substring(2), 2));
    }
    if (digits.startsWith("0x")) {
      return new BigDecimal(new BigInteger(digits.substring(2), 16));
    }
    if (digits.indexOf(':') >= 0) {
      BigDecimal value = BigDecimal.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(SIXTY).add(decimal(part));
      }
      return value;
    }
    if (digits.length() > 1 && digits.startsWith("0") && digits.indexOf('.') < 0) {
      return new BigDecimal(new BigInteger(digits, 8));
    }
    return decimal(digits);
  }

  private static BigDecimal decimal(String digits) {
    return new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
  }
}
