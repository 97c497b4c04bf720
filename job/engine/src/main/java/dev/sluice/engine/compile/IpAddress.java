package dev.sluice.engine.compile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address in text form (RFC 4291 section 2.2; dotted quads without leading zeros), read without
 * any name service.
 *
 * @param number the address
 * @param bits 32 or 128; an IPv4-mapped IPv6 address has 32
 * @param writtenBits 32 or 128, as it was written
 */
public record IpAddress(BigInteger number, int bits, int writtenBits) {

  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF);
  private static final BigInteger LOW_32 = BigInteger.valueOf(0xFFFFFFFFL);

  /** Whether {@code text} is an address, without a zone. */
  public static boolean isAddress(String text) {
    return text.indexOf('%') < 0 && parse(text) != null;
  }

  /** The address, or null when {@code text} is none. A zone ({@code %eth0}) is ignored. */
  static @Nullable IpAddress parse(String text) {
    if (text.length() > 64) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      BigInteger four = ipv4(text);
      return four == null ? null : new IpAddress(four, 32, 32);
    }
    int zone = text.indexOf('%');
    BigInteger number = ipv6(zone < 0 ? text : text.substring(0, zone));
    if (number == null) {
      return null;
    }
    boolean mapped = number.shiftRight(32).equals(MAPPED);
    return mapped ? new IpAddress(number.and(LOW_32), 32, 128) : new IpAddress(number, 128, 128);
  }

  private static @Nullable BigInteger ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long number = 0;
    for (String part : parts) {
      if (!part.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(part) > 255) {
        return null;
      }
      number = number << 8 | Integer.parseInt(part);
    }
    return BigInteger.valueOf(number);
  }

  private static @Nullable BigInteger ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int missing = 8 - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      int group =
          i < head.size()
              ? head.get(i)
              : i < head.size() + missing ? 0 : tail.get(i - head.size() - missing);
      number = number.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return number;
  }

  /**
   * The 16-bit groups of {@code text}; the last two of an address may be written as a dotted quad.
   */
  private static @Nullable List<Integer> groups(String text, boolean last) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        BigInteger quad = ipv4(parts[i]);
        if (quad == null) {
          return null;
        }
        groups.add(quad.shiftRight(16).intValue());
        groups.add(quad.intValue() & 0xFFFF);
      } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return groups;
  }
}
