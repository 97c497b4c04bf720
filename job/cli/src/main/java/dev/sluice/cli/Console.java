package dev.sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param out results; failures to write must show, so that it is no {@link PrintStream}
 * @param err everything else
 * @param colour whether results may be coloured
 */
record Console(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colour) {

  /** Plain streams, none of them a terminal. */
  static Console of(InputStream in, OutputStream out, PrintStream err) {
    return new Console(in, out, err, false, false, false);
  }

  /**
   * The streams of this process. Java cannot tell which of them is a terminal: the launcher says so
   * in the properties {@code sluice.terminal.out} and {@code sluice.terminal.err}.
   */
  static Console ofProcess(Map<String, String> environment) {
    boolean outIsTerminal = Boolean.getBoolean("sluice.terminal.out");
    boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        outIsTerminal,
        Boolean.getBoolean("sluice.terminal.err"),
        outIsTerminal && !noColour && !dumb);
  }
}
