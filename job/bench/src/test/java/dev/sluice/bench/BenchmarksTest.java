package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs each benchmark once on what is shipped: the figures mean nothing, but it runs. */
final class BenchmarksTest {

  @TempDir private Path directory;

  @BeforeAll
  static void otherProcessesMayRunBenchmarks() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void everyBenchmarkRunsOnTheSampleThatIsShipped() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("dev.sluice.bench")
                    .param("lane", "sample")
                    .param("rules", "starter")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .shouldFailOnError(true)
                    .output(directory.resolve("jmh.txt").toString())
                    .build())
            .run();
    assertThat(results)
        .extracting(result -> result.getParams().getBenchmark())
        .containsExactlyInAnyOrder(
            "dev.sluice.bench.AlertBenchmark.write",
            "dev.sluice.bench.HeaderBenchmark.mayBeRecord",
            "dev.sluice.bench.HeaderBenchmark.places",
            "dev.sluice.bench.HeaderBenchmark.tree",
            "dev.sluice.bench.JudgeBenchmark.judge",
            "dev.sluice.bench.ReadBenchmark.read",
            "dev.sluice.bench.ScanBenchmark.judge",
            "dev.sluice.bench.SplitBenchmark.brackets",
            "dev.sluice.bench.SplitBenchmark.lines",
            "dev.sluice.bench.TokeniseBenchmark.tokenise");
  }
}
