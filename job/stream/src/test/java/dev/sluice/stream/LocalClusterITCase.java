package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalClusterITCase {

  /** 127.0.0.1 as the kernel writes it, alone and mapped into IPv6. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  private static final String LISTENING = "0A";

  /** The REST port and the blob server take code from whoever reaches them. */
  @Test
  void nothingOutsideThisMachineCanReachTheCluster() throws Exception {
    Path table = Path.of("/proc/net/tcp6");
    assumeTrue(Files.isReadable(table), "skipped: no " + table + " to see who listens");
    Set<String> before = listeners();
    JobOptions options = JobOptions.of(List.of("rules"), List.of("events.ndjson")).build();
    try (LocalCluster cluster = LocalCluster.start(options)) {
      assertThat(cluster.miniCluster().isRunning()).isTrue();
      Set<String> opened = listeners();
      opened.removeAll(before);
      assertThat(opened).isNotEmpty();
      assertThat(opened).allMatch(LocalClusterITCase::isLoopback);
    }
  }

  private static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }

  private static Set<String> listeners() throws IOException {
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 3 && columns[3].equals(LISTENING)) {
          addresses.add(columns[1]);
        }
      }
    }
    return addresses;
  }
}
