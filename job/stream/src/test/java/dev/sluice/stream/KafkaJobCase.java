package dev.sluice.stream;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test of whole jobs at the shared broker: topics and a pusher of its own, no job left behind.
 */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(120)
abstract class KafkaJobCase {
  final Pusher pusher = new Pusher();

  @TempDir private Path directory;
  private @Nullable KafkaJobRun opened;

  @BeforeEach
  void makeTopics() throws Exception {
    opened = KafkaJobRun.open(pusher, directory);
  }

  @AfterEach
  void endJobs() throws Exception {
    run().close();
  }

  KafkaJobRun run() {
    if (opened == null) {
      throw new IllegalStateException("no run yet");
    }
    return opened;
  }
}
