package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class CostRunTest {
  private static final Path BENCH = Path.of(System.getProperty("sluice.root", ""), "job", "bench");

  @Test
  void aLineHasTheOptionsOfARunAndTheRestIsForPeople(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("some.runs");
    Files.writeString(
        file, "# why\n\n  --rules starter --hosts 70 --backend rocksdb # here\n--skew 0.5\n");
    assertThat(CostRun.list(file))
        .extracting(CostRun::toString)
        .containsExactly(
            "rules starter, correlations on, 70 hosts, 10 starts, skew 0.00, rocksdb, parallelism 2",
            "rules all, correlations on, 1000 hosts, 10 starts, skew 0.50, hashmap, parallelism 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rules some",
        "--hosts 0",
        "--skew 1.5",
        "--skew -1",
        "--load 0",
        "--paced 0",
        "--parallelism 0",
        "--backend disk",
        "--host 10",
        "1000"
      })
  void whatMakesNoSenseIsRefused(String options) {
    assertThatThrownBy(() -> CostRun.of(options.split(" "))).isInstanceOf(ParameterException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"size.runs", "factors.runs"})
  void theListsThatAreShippedCanBeRead(String name) throws IOException {
    List<CostRun> runs = CostRun.list(BENCH.resolve(name));
    assertThat(runs).hasSizeGreaterThanOrEqualTo(6);
    assertThat(runs).extracting(CostRun::toString).doesNotHaveDuplicates();
  }
}
