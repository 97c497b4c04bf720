package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostKeyTest {

  @Test
  void aHostIsItsOwnKey() {
    assertThat(HostKey.of("ws-1.example", Origin.file("a", 1))).isEqualTo("ws-1.example");
  }

  @Test
  void namelessEventsSpreadOverAllBuckets() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      keys.add(HostKey.of(null, Origin.file("events.ndjson", i)));
    }
    assertThat(keys).hasSize(HostKey.BUCKETS);
  }

  @Test
  void theBucketDependsOnTheOriginAlone() {
    assertThat(HostKey.of(null, Origin.kafka("t", 3, 99)))
        .isEqualTo(HostKey.of(null, Origin.kafka("t", 3, 99)))
        .isEqualTo("?53");
  }
}
