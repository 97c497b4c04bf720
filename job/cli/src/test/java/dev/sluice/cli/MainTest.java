package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  private static final String[] EVAL = {
    "eval", "--rules", Golden.CASES + "/rules", "--events", Golden.CASES + "/events/mixed.ndjson"
  };

  @Test
  void helpNamesEveryCommand() {
    Golden.assertSame("help", Outcome.of("--help").transcript());
    assertThat(Outcome.of("help").out()).isEqualTo(Outcome.of("--help").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "eval",
        "validate",
        "test",
        "explain",
        "diff",
        "tune",
        "schema",
        "catalog",
        "bench",
        "push",
        "rollback",
        "enable",
        "history",
        "status",
        "doctor",
        "canary",
        "keys",
        "prune"
      })
  void everyCommandExplainsItself(String command) {
    Golden.assertSame("help-" + command, Outcome.of(command, "--help").transcript());
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "show", "verify"})
  void everyCommandOfKeysExplainsItself(String command) {
    Golden.assertSame("help-keys-" + command, Outcome.of("keys", command, "--help").transcript());
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "check", "serve"})
  void everyCommandOfTheCatalogueExplainsItself(String command) {
    Golden.assertSame(
        "help-catalog-" + command, Outcome.of("catalog", command, "--help").transcript());
  }

  @ParameterizedTest
  @ValueSource(strings = {"enable", "disable", "shadow"})
  void eachModeIsACommandOfItsOwn(String command) {
    assertThat(Outcome.of(command, "--help").out()).startsWith("Usage: sluice " + command + " ID");
  }

  @Test
  void versionIsData() {
    Outcome outcome = Outcome.of("--version");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).startsWith("sluice ");
  }

  @Test
  void noCommandIsAUsageError() {
    Outcome outcome = Outcome.of();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Missing required subcommand").contains("'sluice --help'");
  }

  @Test
  void misspeltOptionsAndCommandsGetASuggestion() {
    assertThat(Outcome.of("evl").err()).contains("Did you mean: sluice eval?");
    Outcome option = Outcome.of("eval", "--rules", "a", "--evnts", "b");
    assertThat(option.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(option.err()).contains("--evnts").contains("Possible solutions: --events");
    Outcome behindPaths = Outcome.of("eval", "--rules", "a", "--events", "b", "--min-lvl", "low");
    assertThat(behindPaths.err()).contains("--min-lvl").contains("--min-level");
  }

  @Test
  void completionIsGenerated() {
    assertThat(Outcome.of("generate-completion").out()).contains("_complete_sluice");
  }

  @Test
  void terminalsGetATableInColourUnlessToldOtherwise() {
    assertThat(onTerminal(true)).contains("TIME ").contains("\u001b[31m");
    assertThat(onTerminal(false)).contains("TIME ").doesNotContain("\u001b[");
  }

  @Test
  void colourNeedsATerminalAndNoObjection() {
    System.setProperty("sluice.terminal.out", "true");
    try {
      assertThat(Console.ofProcess(Map.of("TERM", "xterm")).colour()).isTrue();
      assertThat(Console.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
      assertThat(Console.ofProcess(Map.of("TERM", "dumb")).colour()).isFalse();
    } finally {
      System.clearProperty("sluice.terminal.out");
    }
    assertThat(Console.ofProcess(Map.of("TERM", "xterm")).colour()).isFalse();
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailureButAFullDiskIs() {
    assertThat(evalInto(failing("Broken pipe")).exitCode()).isEqualTo(ExitCode.OK);
    Outcome full = evalInto(failing("No space left on device"));
    assertThat(full.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(full.err()).contains("cannot write the results: No space left on device");
  }

  @Test
  void aBugIsSaidToBeOneAndShowsItsTraceWhenAsked() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("out of order");
          }
        };
    Outcome outcome = evalInto(broken);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.INTERNAL);
    assertThat(outcome.err())
        .contains("internal error")
        .contains("--stacktrace")
        .doesNotContain("\tat ");
    Outcome traced = evalInto(broken, "--stacktrace");
    assertThat(traced.err()).contains("\tat ");
  }

  private static String onTerminal(boolean colour) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Main.run(EVAL, new Console(InputStream.nullInputStream(), out, err, true, false, colour));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Outcome evalInto(OutputStream out, String... more) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = java.util.Arrays.copyOf(EVAL, EVAL.length + more.length);
    System.arraycopy(more, 0, args, EVAL.length, more.length);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    int exitCode = Main.run(args, Console.of(InputStream.nullInputStream(), out, errors));
    return new Outcome(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
