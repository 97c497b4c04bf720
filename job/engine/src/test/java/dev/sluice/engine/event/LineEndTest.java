package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineEndTest {
  @Test
  void isWhereLookingByteByByteFindsIt() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] letters = {'\n', '\n' + 1, '\n' - 1, 0, (byte) 0x8A, (byte) 0xFF, 'a', (byte) 0x80};
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      int some = 1 + random.nextInt(letters.length);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = letters[letters.length - 1 - random.nextInt(some)];
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      assertThat(LineEnd.in(bytes, from, to)).as("seed %d", seed).isEqualTo(plain(bytes, from, to));
    }
  }

  private static int plain(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
