package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
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

/** What does it cost to judge an event as the job does? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class JudgeBenchmark {

  private Judge judge =
      RuleIndex.of(new RuleState().ruleSet(), EventTables.builtIn(), EventLimits.defaults())
          .newJudge();

  /** Builds the index. */
  @Setup
  public void index(RuleState rules) {
    judge = RuleIndex.of(rules.ruleSet(), EventTables.builtIn(), EventLimits.defaults()).newJudge();
  }

  /** One event. */
  @Benchmark
  public Verdict judge(LaneState lane) {
    return judge.judge(lane.event());
  }
}
