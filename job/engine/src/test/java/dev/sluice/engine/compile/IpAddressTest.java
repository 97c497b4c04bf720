package dev.sluice.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 32, 0",
    "255.255.255.255, 32, ffffffff",
    "::1, 128, 1",
    "::, 128, 0",
    "2001:db8::ff, 128, 20010db80000000000000000000000ff",
    "::ffff:10.0.0.1, 32, a000001",
    "fe80::1%eth0, 128, fe800000000000000000000000000001",
    "1:2:3:4:5:6:7:8, 128, 10002000300040005000600070008",
    "::1.2.3.4, 128, 1020304"
  })
  void readsEveryFormOfRfc4291(String text, int bits, String hex) {
    IpAddress address = Objects.requireNonNull(IpAddress.parse(text));
    assertThat(address.bits()).isEqualTo(bits);
    assertThat(address.number()).isEqualTo(new BigInteger(hex, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "localhost",
        "::1::",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7::8:9",
        "1.2.3.4::",
        ":",
        ":::",
        "-1.2.3.4",
        "١.2.3.4"
      })
  void nothingElseIsAnAddress(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @Test
  void aMappedNetworkIsTheIpv4Network() {
    NetworkTest.Network mapped =
        Objects.requireNonNull(NetworkTest.Network.parse("::ffff:10.0.0.0/104"));
    assertThat(mapped.contains("10.9.9.9")).isTrue();
    assertThat(mapped.contains("11.0.0.1")).isFalse();
    assertThat(NetworkTest.Network.parse("::ffff:10.0.0.0/90")).isNull();
    assertThat(NetworkTest.Network.parse("10.0.0.0/33")).isNull();
  }

  @Test
  void everythingIsInsideANetworkOfNoBits() {
    NetworkTest.Network all = Objects.requireNonNull(NetworkTest.Network.parse("0.0.0.0/0"));
    assertThat(all.contains("200.1.2.3")).isTrue();
    assertThat(all.contains("::1")).isFalse();
  }
}
