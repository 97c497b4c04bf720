package dev.sluice.engine.compile;

import dev.sluice.engine.event.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An address inside a network; a value that is no address does not pass. */
public record NetworkTest(Network network) implements ValueTest {

  @Override
  public boolean test(Value value) {
    return value.kind() == Value.Kind.STRING && network.contains(value.text());
  }

  @Override
  public String operator() {
    return "cidr";
  }

  @Override
  public String text() {
    return network.text();
  }

  /** Returns whether every address in this network is in that of {@code other}. */
  public boolean isWithin(NetworkTest other) {
    int host = network.bits() - other.network.prefix();
    return network.bits() == other.network.bits()
        && network.prefix() >= other.network.prefix()
        && network.first().shiftRight(host).equals(other.network.first().shiftRight(host));
  }

  /**
   * An IPv4 or IPv6 network. An IPv4-mapped IPv6 address counts as the IPv4 address (RFC 4291
   * section 2.5.5.2), on both sides.
   *
   * @param text as written
   */
  record Network(String text, BigInteger first, int prefix, int bits) {

    /** Reads {@code address/prefix} or a single address; null when it is neither. */
    static @Nullable Network parse(String text) {
      int slash = text.indexOf('/');
      IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      if (address == null) {
        return null;
      }
      int written = slash < 0 ? address.writtenBits() : prefixLength(text.substring(slash + 1));
      int prefix = written - (address.writtenBits() - address.bits());
      if (written < 0 || prefix < 0 || prefix > address.bits()) {
        return null;
      }
      return new Network(text, address.number(), prefix, address.bits());
    }

    private static int prefixLength(String digits) {
      return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    boolean contains(String value) {
      IpAddress address = IpAddress.parse(value);
      return address != null
          && address.bits() == bits
          && address.number().shiftRight(bits - prefix).equals(first.shiftRight(bits - prefix));
    }

    /** Whether bits behind the prefix are set, which are ignored. */
    boolean hasHostBits() {
      return first.getLowestSetBit() >= 0 && first.getLowestSetBit() < bits - prefix;
    }
  }
}
