package dev.sluice.bench.compare;

import dev.sluice.bench.compare.EventFiles.EventFile;
import dev.sluice.bench.compare.EventFiles.Length;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one engine took for one form of events, round by round. */
final class Trials {

  private record Round(double before, double measured, long events) {
    double micros() {
      return 1e6 * (measured - before) / events;
    }
  }

  private final Engine engine;
  private final EventFiles files;
  private final List<Round> rounds = new ArrayList<>();
  private final Map<Length, Map<String, Long>> alerts = new EnumMap<>(Length.class);

  Trials(Engine engine, EventFiles files) {
    this.engine = engine;
    this.files = files;
  }

  /**
   * Runs the engine once over each of its two files.
   *
   * @throws IOException when it fails, or finds something else than the round before
   */
  void round(Path rules, int core, Path folder) throws IOException, InterruptedException {
    double before = run(engine.before(), rules, core, folder);
    double measured = run(engine.measured(), rules, core, folder);
    long events = files.of(engine.measured()).events() - files.of(engine.before()).events();
    rounds.add(new Round(before, measured, events));
  }

  private double run(Length length, Path rules, int core, Path folder)
      throws IOException, InterruptedException {
    EventFile file = files.of(length);
    Run run = Run.of(engine, rules, file.path(), core, folder);
    Map<String, Long> known = alerts.putIfAbsent(length, run.alerts());
    if (known != null && !known.equals(run.alerts())) {
      throw new IOException(engine.name() + " does not find the same twice in " + file.path());
    }
    return run.cpuSeconds();
  }

  /** Lets the engine judge a file that it is not measured on, so that its alerts are known. */
  void judge(Length length, Path rules, int core, Path folder)
      throws IOException, InterruptedException {
    if (!alerts.containsKey(length)) {
      run(length, rules, core, folder);
    }
  }

  /** Alerts by rule in the file of {@code length}. */
  Map<String, Long> alerts(Length length) {
    Map<String, Long> found = alerts.get(length);
    if (found == null) {
      throw new IllegalStateException(engine.name() + " has not judged the events of " + length);
    }
    return found;
  }

  /** CPU of an event between the two files, in the median round. */
  double micros() {
    return median(Round::micros);
  }

  /** The same in the cheapest round. */
  double lowest() {
    return rounds.stream().mapToDouble(Round::micros).min().orElseThrow();
  }

  /** The same in the dearest round. */
  double highest() {
    return rounds.stream().mapToDouble(Round::micros).max().orElseThrow();
  }

  /**
   * CPU seconds for starting, loading and warming up: those of the shorter file beyond what its
   * events cost later on.
   */
  double loadSeconds() {
    return Math.max(0, median(Round::before) - micros() / 1e6 * files.of(engine.before()).events());
  }

  private double median(ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
