package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.Comparison.Group;
import dev.sluice.bench.e2e.Comparison.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured on the way, in its order; each is said as soon as it is known. */
final class Figures {
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final PrintStream progress;
  private final long start = System.nanoTime();

  Figures(PrintStream progress) {
    this.progress = progress;
  }

  void add(String name, Duration took) {
    add(name, String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1e3));
  }

  void add(String name, String value) {
    figures.put(name, value);
    say(name + ": " + value);
  }

  void say(String what) {
    double seconds = Patience.since(start).toMillis() / 1e3;
    progress.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, what);
  }

  Duration elapsed() {
    return Patience.since(start);
  }

  /** Prints both tables. */
  void print(PrintStream out, Comparison comparison) {
    figures.forEach((name, value) -> out.printf("%-58s %12s%n", name, value));
    out.printf("%n%-36s %9s %9s %6s %8s %6s%n", "", "expected", "seen", "lost", "doubled", "wrong");
    for (Group group : Group.values()) {
      Tally tally = comparison.tally(group);
      out.printf(
          Locale.ROOT,
          "%-36s %,9d %,9d %,6d %,8d %,6d%n",
          group.title(),
          tally.expected(),
          tally.seen(),
          tally.lost(),
          tally.doubled(),
          tally.wrong());
    }
    comparison.examples().forEach(out::println);
    out.println(comparison.isRight() ? "all right" : "NOT RIGHT");
  }
}
