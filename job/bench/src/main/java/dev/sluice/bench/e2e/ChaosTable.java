package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosResult.Counts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.StringJoiner;

/** The results of scenarios: a line each as CSV, added as soon as it is known, and for readers. */
final class ChaosTable {
  private static final String COLUMNS =
      "date,machine,name,kind,seed,drawn,events,expected,lost,doubled,wrong,dead_letters_expected,"
          + "dead_letters_seen,recovery_seconds,restarts,peak_resident_mib,seconds,right";
  private static final int MIB_BITS = 20;

  private final Path file;
  private final String date;
  private final String machine;
  private final PrintStream out;

  /**
   * @param file written anew
   */
  ChaosTable(Path file, String date, String machine, PrintStream out) throws IOException {
    this.file = file;
    this.date = date;
    this.machine = machine;
    this.out = out;
    Files.writeString(file, COLUMNS + "\n");
    out.printf(
        Locale.ROOT,
        "%-34s %7s %8s %5s %5s %5s %11s %9s %8s %6s  %s%n",
        "scenario",
        "events",
        "expected",
        "lost",
        "twice",
        "wrong",
        "dead",
        "recovery",
        "restarts",
        "MiB",
        "drawn");
  }

  void add(ChaosResult result) throws IOException {
    Files.writeString(file, line(result), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    Counts counts = result.counts();
    out.printf(
        Locale.ROOT,
        "%-34s %7d %8d %5d %5d %5d %11s %7.2f s %8d %6d  %s%n",
        result.scenario().name(),
        counts.events(),
        counts.expected(),
        counts.lost(),
        counts.doubled(),
        counts.wrong(),
        counts.deadLettersSeen() + "/" + counts.deadLettersExpected(),
        result.recovery().toMillis() / 1e3,
        result.restarts(),
        result.peakBytes() >> MIB_BITS,
        result.drawn());
    result.problems().forEach(problem -> out.println("    NOT RIGHT: " + problem));
  }

  private String line(ChaosResult result) {
    Counts counts = result.counts();
    StringJoiner line = new StringJoiner(",", "", "\n");
    line.add(date).add(machine).add(result.scenario().name());
    line.add(result.scenario().kind().name().toLowerCase(Locale.ROOT)).add("" + result.seed());
    line.add(result.drawn()).add("" + counts.events()).add("" + counts.expected());
    line.add("" + counts.lost()).add("" + counts.doubled()).add("" + counts.wrong());
    line.add("" + counts.deadLettersExpected()).add("" + counts.deadLettersSeen());
    line.add(seconds(result.recovery().toMillis())).add("" + result.restarts());
    line.add("" + (result.peakBytes() >> MIB_BITS)).add(seconds(result.took().toMillis()));
    return line.add(result.isRight() ? "yes" : "no").toString();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.2f", millis / 1e3);
  }
}
