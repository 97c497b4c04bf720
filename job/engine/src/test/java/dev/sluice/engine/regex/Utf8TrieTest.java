package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Utf8TrieTest {

  @Test
  void takesTheMembersOfASetAndNoOtherCodePoint() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      int bits = 8 + random.nextInt(14);
      int[] bounds =
          random
              .ints(2 + 2 * random.nextInt(8), 0, Math.min(1 << bits, 0x110000))
              .sorted()
              .toArray();
      CodePoints set = CodePoints.ofBounds(bounds);
      assertTakes(random.nextBoolean() ? set : set.complement(), "seed " + seed);
    }
  }

  @Test
  void theLimitsOfEachLengthAreTaken() {
    for (int limit : new int[] {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000}) {
      assertTakes(CodePoints.of(limit), "limit");
      assertTakes(CodePoints.of(0, limit), "limit");
      assertTakes(CodePoints.of(limit, Character.MAX_CODE_POINT), "limit");
    }
  }

  @Test
  void anyCharacterTakesFourNodes() {
    assertThat(Utf8Trie.of(CodePoints.ALL)).hasNumberOfRows(4);
  }

  private static void assertTakes(CodePoints set, String what) {
    int[][] trie = Utf8Trie.of(set);
    boolean[] members = new boolean[Character.MAX_CODE_POINT + 1];
    set.stream().forEach(c -> members[c] = true);
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .filter(c -> takes(trie, c) != members[c])
        .findFirst()
        .ifPresent(c -> assertThat(c).as(what + " " + set).isEqualTo(-1));
  }

  private static boolean takes(int[][] trie, int codePoint) {
    byte[] bytes = HostileText.utf8(Character.toString(codePoint));
    int node = 0;
    for (int i = 0; i < bytes.length; i++) {
      node = trie[node][bytes[i] & 0xFF];
      if (node <= 0) {
        return node == Utf8Trie.ACCEPT && i == bytes.length - 1;
      }
    }
    return false;
  }
}
