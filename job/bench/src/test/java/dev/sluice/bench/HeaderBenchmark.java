package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Header;
import dev.sluice.engine.event.HeaderReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a source pay for the host and the time of an event, and what would a tree cost it? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class HeaderBenchmark {

  private final EventReader tree = reader();
  private final HeaderReader places = tree.headers();

  private static EventReader reader() {
    EventTables tables = EventTables.builtIn();
    return new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  /** One event, as the job reads it. */
  @Benchmark
  public Header places(LaneState lane) {
    return places.header(lane.event());
  }

  /** One event by the plain form. */
  @Benchmark
  public Header tree(LaneState lane) {
    return tree.header(lane.event());
  }

  /** Whether one event may be a record of several, which every event of a file is asked. */
  @Benchmark
  public boolean mayBeRecord(LaneState lane) {
    return tree.mayBeRecord(lane.event());
  }
}
