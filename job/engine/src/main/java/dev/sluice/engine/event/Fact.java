package dev.sluice.engine.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What routes an event, whatever its data fields say: an event may well have a data field {@code
 * Channel}.
 */
enum Fact {
  PROVIDER,
  CHANNEL,
  ID;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Fact of(String word) {
    return Arrays.stream(values())
        .filter(fact -> fact.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Fact::word).toList();
  }
}
