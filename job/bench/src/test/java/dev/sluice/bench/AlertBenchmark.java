package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to write an alert? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class AlertBenchmark {

  private final AlertWriter writer = new AlertWriter(Clock.systemUTC());
  private final List<Verdict.Fired> fired = new ArrayList<>();
  private int next;

  /** Finds the events of the lane that fire. */
  @Setup
  public void judge(LaneState lane, RuleState rules) {
    Judge judge =
        Judges.scanning(rules.ruleSet(), EventTables.builtIn(), EventLimits.defaults())
            .get()
            .judge();
    for (byte[] event : lane.events()) {
      if (judge.judge(event) instanceof Verdict.Fired some) {
        fired.add(some);
      }
    }
    if (fired.isEmpty()) {
      throw new IllegalStateException("no event of the lane " + lane.lane + " fires");
    }
  }

  /** The first alert of one event. */
  @Benchmark
  public byte[] write(RuleState rules) {
    next = next + 1 < fired.size() ? next + 1 : 0;
    Verdict.Fired some = fired.get(next);
    return writer.write(
        rules.ruleSet(), some.matches().get(0), some.event(), Origin.file("bench", 1));
  }
}
