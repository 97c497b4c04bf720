package dev.sluice.cli;

import dev.sluice.bench.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sluice bench} has measured; the components are the keys of its JSON.
 *
 * @param eventsPerSecond of the median round, from bytes to alerts
 * @param jacksonEventsPerSecond of Jackson's tokenizer over the same bytes
 * @param ratioToJackson the median of the rounds' own ratios
 * @param events measured, each once a round
 * @param alerts on them
 * @param bytesAllocatedPerSilentEvent over those without an alert; null when each has one
 * @param candidatesPerEvent rules evaluated; null when they are not counted
 */
record BenchResult(
    long eventsPerSecond,
    long jacksonEventsPerSecond,
    double ratioToJackson,
    int rules,
    int events,
    int warmUpEvents,
    long alerts,
    double bytesPerEvent,
    double bytesAllocatedPerEvent,
    @Nullable Double bytesAllocatedPerSilentEvent,
    @Nullable Double candidatesPerEvent) {

  private static final int WIDTH = 10;

  static BenchResult of(Measurement measured) {
    return new BenchResult(
        Math.round(measured.eventsPerSecond()),
        Math.round(measured.jacksonEventsPerSecond()),
        rounded(measured.ratioToJackson(), 1e3),
        measured.rules(),
        measured.events(),
        measured.warmUpEvents(),
        measured.alerts(),
        rounded(measured.bytesPerEvent(), 10),
        rounded(measured.bytesAllocatedPerEvent(), 10),
        orNull(measured.bytesAllocatedPerSilentEvent()),
        orNull(measured.candidatesPerEvent()));
  }

  /** Terminals get what a person looks at first; programs get all. */
  static ResultForm<BenchResult> form(OutputFormat format) {
    List<Column<BenchResult>> columns =
        format == OutputFormat.TABLE
            ? List.of(
                column("events/s", BenchResult::eventsPerSecond),
                column("jackson/s", BenchResult::jacksonEventsPerSecond),
                column("ratio", BenchResult::ratioToJackson),
                column("rules", BenchResult::rules),
                column("alerts", BenchResult::alerts),
                column("allocated/event", BenchResult::bytesAllocatedPerEvent))
            : List.of(
                column("eventsPerSecond", BenchResult::eventsPerSecond),
                column("jacksonEventsPerSecond", BenchResult::jacksonEventsPerSecond),
                column("ratioToJackson", BenchResult::ratioToJackson),
                column("rules", BenchResult::rules),
                column("events", BenchResult::events),
                column("warmUpEvents", BenchResult::warmUpEvents),
                column("alerts", BenchResult::alerts),
                column("bytesPerEvent", BenchResult::bytesPerEvent),
                column("bytesAllocatedPerEvent", BenchResult::bytesAllocatedPerEvent),
                column("bytesAllocatedPerSilentEvent", BenchResult::bytesAllocatedPerSilentEvent),
                column("candidatesPerEvent", BenchResult::candidatesPerEvent));
    return new ResultForm<>(columns, Json::of);
  }

  /** {@code 5, ratio to Jackson 0.51 to 0.55, median 0.53}. */
  static String roundsText(Measurement measured) {
    return String.format(
        Locale.ROOT,
        "%d, ratio to Jackson %.2f to %.2f, median %.2f",
        measured.rounds(),
        measured.lowestRatio(),
        measured.highestRatio(),
        measured.ratioToJackson());
  }

  /** {@code 5.1 us an event; rules loaded in 2.8 s}. */
  static String timeText(Measurement measured, Duration loading) {
    return String.format(
        Locale.ROOT,
        "%.1f us an event; rules loaded in %.1f s",
        1e6 / measured.eventsPerSecond(),
        loading.toNanos() / 1e9);
  }

  private static Column<BenchResult> column(
      String name, Function<BenchResult, @Nullable Object> value) {
    return new Column<>(name, WIDTH, result -> text(value.apply(result)));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable Double orNull(@Nullable Double value) {
    return value == null ? null : rounded(value, 1e3);
  }

  private static double rounded(double value, double unit) {
    return Math.round(value * unit) / unit;
  }
}
