package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JoinProbeTest {
  private static final String[] NAMES = {"msg", "audit_id"};

  @Test
  void isWhatLookingAtEveryQuoteSays() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    JoinProbe probe = JoinProbe.of(NAMES);
    String[] parts = {
      "\"",
      ".",
      "msg",
      "audit_id",
      "m",
      "s",
      "g",
      "audit",
      "_id",
      " ",
      "\\",
      "u",
      ":",
      "xxxxxxx",
      "#",
      "!"
    };
    int joined = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      boolean expected = plain(bytes);
      joined += expected ? 1 : 0;
      assertThat(probe.mayJoin(bytes)).as("seed %d, text %s", seed, text).isEqualTo(expected);
    }
    assertThat(joined).as("seed %d", seed).isGreaterThan(500);
  }

  private static boolean plain(byte[] bytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      byte at = bytes[i];
      if (at == '\\' ? bytes[i + 1] == 'u' : (at == '"' || at == '.') && nameEndsAt(bytes, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean nameEndsAt(byte[] bytes, int from) {
    for (String name : NAMES) {
      int matched = 0;
      int at = from;
      while (at < bytes.length
          && matched < name.length()
          && (bytes[at] == name.charAt(matched) || bytes[at] == ' ')) {
        matched += bytes[at] == ' ' ? 0 : 1;
        at++;
      }
      while (at < bytes.length && bytes[at] == ' ') {
        at++;
      }
      if (matched == name.length() && at < bytes.length && bytes[at] == '"') {
        return true;
      }
    }
    return false;
  }
}
