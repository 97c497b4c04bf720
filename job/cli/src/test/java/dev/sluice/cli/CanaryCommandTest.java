package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code sluice canary} does not start with; none of it reaches for a broker. */
final class CanaryCommandTest {

  @Test
  void whatMakesNoSenseIsAUsageError() {
    assertUsage("at least 1s", "--interval", "10ms");
    assertUsage("longer --lost-after", "--interval", "1m", "--lost-after", "1m");
    assertUsage("no time", "--interval", "soon");
    assertUsage("no address", "--port", "99999");
    assertUsage("events.pattern: expected events", "--topic", "events.pattern=e.*");
    assertUsage("unknown topics", "--topic", "alert=a");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Outcome outcome = canary("--client-properties", "no-such-file");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(outcome.err()).contains("no-such-file").doesNotContain("bug");
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = canary("--port", Integer.toString(taken.getLocalPort()));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
      assertThat(outcome.err()).contains("in use");
    }
  }

  private static void assertUsage(String why, String... options) {
    Outcome outcome = canary(options);
    assertThat(outcome.err()).contains(why);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static Outcome canary(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("canary", "--bootstrap-server", "127.0.0.1:1"));
    arguments.addAll(List.of(options));
    return Outcome.of(arguments.toArray(String[]::new));
  }
}
