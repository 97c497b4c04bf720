package dev.sluice.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command has left behind. */
record Outcome(int exitCode, String out, String err) {

  /** Runs {@code sluice args}, with nothing on standard input. */
  static Outcome of(String... args) {
    return withInput(new byte[0], args);
  }

  /** Runs {@code sluice args} with {@code input} on standard input. */
  static Outcome withInput(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Both streams and the exit code, without what differs from run to run. */
  String transcript() {
    String text = "exit " + exitCode + "\n--- out\n" + out + "--- err\n" + err;
    return text.replaceAll("\"detectedAt\":\"[^\"]*\"", "\"detectedAt\":\"NOW\"")
        .replaceAll("\"engineVersion\":\"[^\"]*\"", "\"engineVersion\":\"VERSION\"")
        .replaceAll(
            "time {10}[0-9.]+ s, [0-9,]+ events/s; rules loaded in [0-9.]+ s",
            "time          N s, N events/s; rules loaded in N s");
  }
}
