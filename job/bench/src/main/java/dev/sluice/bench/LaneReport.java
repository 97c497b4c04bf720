package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results, as a table for people and as CSV. */
final class LaneReport {

  private static final String ROW =
      "%-11s %7s %-8s %8s %9s %9s %6s %11s %5s %5s %7s %8s %8s %7s %8s%n";
  private static final String CSV_HEADER =
      "date,machine,java,lane,rules,judge,events,warm_up_events,rounds,bytes_per_event,events_per_second,"
          + "jackson_events_per_second,ratio_to_jackson,lowest_ratio,highest_ratio,floor,goal,bytes_allocated_per_event,"
          + "bytes_allocated_per_silent_event,candidates_per_event,alerts,silent,unrouted,unreadable";
  private static final double MAX_GROWTH = 1.5;
  private static final double MIN_GAIN = 10;

  private record Result(LaneLine line, Measurement measured) {}

  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();

  LaneReport(PrintStream out) {
    this.out = out;
  }

  /** Prints what the columns are. */
  void begin() {
    out.printf(
        Locale.ROOT,
        ROW,
        "lane",
        "rules",
        "judge",
        "events",
        "events/s",
        "jackson/s",
        "ratio",
        "from..to",
        "floor",
        "goal",
        "met",
        "B/event",
        "B/silent",
        "cand.",
        "alerts");
  }

  /** Prints one line. */
  void add(LaneLine line, Measurement measured) {
    results.add(new Result(line, measured));
    out.printf(
        Locale.ROOT,
        ROW,
        line.lane().label(),
        measured.rules(),
        line.kind().label(),
        measured.events(),
        number(measured.eventsPerSecond(), 0),
        number(measured.jacksonEventsPerSecond(), 0),
        number(measured.ratioToJackson(), 2),
        number(measured.lowestRatio(), 2) + ".." + number(measured.highestRatio(), 2),
        number(line.floor(), 2),
        number(line.goal(), 2),
        met(line, measured.ratioToJackson()),
        number(measured.bytesAllocatedPerEvent(), 0),
        number(measured.bytesAllocatedPerSilentEvent(), 0),
        number(measured.candidatesPerEvent(), 2),
        measured.alerts());
  }

  /** Prints what follows from two lines each: growth with the rules, and the gain over the scan. */
  void end(List<Figure> figures) {
    compare(
        "natural, ten times the rules: time per event, times",
        find(Lane.NATURAL, RuleCount.ALL, LaneLine.Kind.INDEX),
        find(Lane.NATURAL, RuleCount.TENFOLD, LaneLine.Kind.INDEX),
        "at most " + MAX_GROWTH);
    compare(
        "process, ten times the rules: time per event, times",
        find(Lane.PROCESS, RuleCount.ALL, LaneLine.Kind.INDEX),
        find(Lane.PROCESS, RuleCount.TENFOLD, LaneLine.Kind.INDEX),
        "at most " + MAX_GROWTH);
    compare(
        "natural, faster than the scan, times",
        find(Lane.NATURAL, RuleCount.ALL, LaneLine.Kind.INDEX),
        find(Lane.NATURAL, RuleCount.ALL, LaneLine.Kind.SCAN),
        "at least " + MIN_GAIN);
    for (Figure figure : figures) {
      String limit = Double.isNaN(figure.limit()) ? "" : "under " + number(figure.limit(), 0);
      out.printf(
          Locale.ROOT,
          "%-52s %10s %-2s  %s%n",
          figure.what(),
          number(figure.value(), 3),
          figure.unit(),
          limit);
    }
  }

  private void compare(
      String what, @Nullable Measurement faster, @Nullable Measurement slower, String asked) {
    if (faster != null && slower != null) {
      double times = faster.ratioToJackson() / slower.ratioToJackson();
      out.printf(Locale.ROOT, "%-52s %10s     %s%n", what, number(times, 2), asked);
    }
  }

  private @Nullable Measurement find(Lane lane, RuleCount rules, LaneLine.Kind kind) {
    return results.stream()
        .filter(r -> r.line().lane() == lane)
        .filter(r -> r.line().rules() == rules && r.line().kind() == kind)
        .map(Result::measured)
        .findFirst()
        .orElse(null);
  }

  /** Writes all lines to {@code lanes} and the figures to {@code builds}. */
  void write(Path lanes, Path builds, String date, String machine, List<Figure> figures)
      throws IOException {
    String prefix = String.join(",", date, machine, System.getProperty("java.version", ""));
    List<String> rows = new ArrayList<>(List.of(CSV_HEADER));
    results.forEach(result -> rows.add(prefix + "," + csv(result.line(), result.measured())));
    Files.write(lanes, rows, StandardCharsets.UTF_8);
    List<String> others = new ArrayList<>(List.of("date,machine,java,figure,value,unit,limit"));
    for (Figure figure : figures) {
      others.add(
          String.join(
              ",",
              prefix,
              '"' + figure.what() + '"',
              number(figure.value(), 4),
              figure.unit(),
              csv(figure.limit(), 0)));
    }
    if (!figures.isEmpty()) {
      Files.write(builds, others, StandardCharsets.UTF_8);
    }
  }

  private static String csv(LaneLine line, Measurement m) {
    return String.join(
        ",",
        line.lane().label(),
        Integer.toString(m.rules()),
        line.kind().label(),
        Integer.toString(m.events()),
        Integer.toString(m.warmUpEvents()),
        Integer.toString(m.rounds()),
        csv(m.bytesPerEvent(), 0),
        csv(m.eventsPerSecond(), 0),
        csv(m.jacksonEventsPerSecond(), 0),
        csv(m.ratioToJackson(), 4),
        csv(m.lowestRatio(), 4),
        csv(m.highestRatio(), 4),
        csv(line.floor(), 2),
        csv(line.goal(), 2),
        csv(m.bytesAllocatedPerEvent(), 1),
        csv(m.bytesAllocatedPerSilentEvent(), 1),
        csv(m.candidatesPerEvent(), 3),
        Long.toString(m.alerts()),
        Long.toString(m.silent()),
        Long.toString(m.unrouted()),
        Long.toString(m.unreadable()));
  }

  private static String csv(@Nullable Double value, int decimals) {
    return value == null || value.isNaN() ? "" : number(value, decimals);
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null || value.isNaN()
        ? "-"
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String met(LaneLine line, double ratio) {
    if (Double.isNaN(line.floor())) {
      return "";
    }
    if (ratio >= line.goal()) {
      return "goal";
    }
    return ratio >= line.floor() ? "floor" : "MISSED";
  }
}
