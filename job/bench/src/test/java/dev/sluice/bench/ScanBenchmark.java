package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Verdict;
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

/** What does it cost to test every rule that an event's log sources admit? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class ScanBenchmark {

  private Judge judge = scan(new RuleState());

  private static Judge scan(RuleState rules) {
    return Judges.scanning(rules.ruleSet(), EventTables.builtIn(), EventLimits.defaults())
        .get()
        .judge();
  }

  /** Takes the rules. */
  @Setup
  public void takeRules(RuleState rules) {
    judge = scan(rules);
  }

  /** One event. */
  @Benchmark
  public Verdict judge(LaneState lane) {
    return judge.judge(lane.event());
  }
}
