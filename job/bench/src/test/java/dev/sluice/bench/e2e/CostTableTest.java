package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.e2e.ClusterProcesses.Cpu;
import dev.sluice.bench.e2e.CostFigures.Checkpoints;
import dev.sluice.bench.e2e.CostFigures.Memory;
import dev.sluice.bench.e2e.CostFigures.Stored;
import dev.sluice.bench.e2e.CostFigures.Stretch;
import dev.sluice.bench.e2e.CostSampler.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostTableTest {

  private static CostFigures figures() {
    Sample from = sample(5, new JobCounts(1000, 2_000_000, 0, 5, 0, 1), 10);
    Sample to = sample(65, new JobCounts(3_001_000, 6_002_000_000L, 0, 30_005, 0, 3), 106);
    Stretch stretch = Stretch.between(from, to);
    return new CostFigures(
        3802,
        stretch,
        stretch,
        Latencies.of(LongStream.rangeClosed(1, 1000)),
        Latencies.of(LongStream.empty()),
        Checkpoints.of(List.of(new Checkpoint(1, 10, 10, 500), new Checkpoint(2, 30, 4, 100)), 77),
        new Memory(1, 2, 3),
        new Stored(500.4, 3000));
  }

  private static Sample sample(long seconds, JobCounts counts, long cpuSeconds) {
    Duration cpu = Duration.ofSeconds(cpuSeconds);
    return new Sample(
        Duration.ofSeconds(seconds).toNanos(), counts, new Cpu(cpu, Duration.ZERO, cpu));
  }

  private static Map<String, String> row(Path file, int number) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",", -1);
    String[] values = lines.get(number).split(",", -1);
    assertThat(values).hasSameSizeAs(names);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], values[i]);
    }
    assertThat(row).hasSize(names.length);
    return row;
  }

  @Test
  void eachRunAddsALineToTheSameColumns(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("job.csv");
    CostTable table = new CostTable(file, "2026-11-22", "some");
    table.add(CostRun.of("--hosts", "70"), figures());
    new CostTable(file, "2026-11-22", "some").add(CostRun.of("--skew", "0.5"), figures());
    assertThat(row(file, 1)).containsEntry("hosts", "70").containsEntry("skew", "0.00");
    assertThat(row(file, 2))
        .containsEntry("skew", "0.50")
        .containsEntry("machine", "some")
        .containsEntry("rule_documents", "3802")
        .containsEntry("seconds", "60.0")
        .containsEntry("events_per_second", "50000")
        .containsEntry("bytes_per_event", "2000")
        .containsEntry("alerts_per_million", "10000")
        .containsEntry("taskmanager_cpu_seconds_per_million", "32.00")
        .containsEntry("jobmanager_cpu_seconds_per_million", "0.00")
        .containsEntry("fast_alerts", "1000")
        .containsEntry("fast_latency_p99_ms", "991")
        .containsEntry("committed_latency_p50_ms", "0")
        .containsEntry("checkpoints", "2")
        .containsEntry("checkpoint_state_bytes", "30")
        .containsEntry("checkpoint_max_ms", "500")
        .containsEntry("processes_seen", "77")
        .containsEntry("heap_after_gc_bytes", "3")
        .containsEntry("stored_bytes_per_event", "500");
  }

  @Test
  void aFileOfOtherColumnsIsLeftAlone(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("job.csv");
    Files.writeString(file, "date,other\n");
    CostTable table = new CostTable(file, "2026-11-22", "some");
    assertThatThrownBy(() -> table.add(CostRun.of(), figures())).hasMessageContaining("columns");
    assertThat(file).hasContent("date,other\n");
  }

  @Test
  void alertsOfNotedEventsCountFromWhenTheEventWasAppended() {
    AlertTimes times = new AlertTimes(ConsumerRecord::offset);
    times.add(alert(1, 7, 100));
    times.listen();
    times.add(alert(1, 8, 130));
    times.add(alert(2, 8, 500));
    times.add(alert(3, 8, 900));
    times.add(record("{\"correlation\":{}}", 910));
    Latencies latencies =
        times.since(Map.of(new Place(1, 7), 1L, new Place(1, 8), 100L, new Place(2, 8), 100L));
    assertThat(latencies.sorted()).containsExactly(30, 400);
  }

  /** Its offset stands for the time at which it came. */
  private static ConsumerRecord<byte[], byte[]> alert(int partition, long offset, long millis) {
    return record(
        "{\"origin\":{\"topic\":\"t\",\"partition\":%d,\"offset\":%d}}"
            .formatted(partition, offset),
        millis);
  }

  private static ConsumerRecord<byte[], byte[]> record(String json, long millis) {
    return new ConsumerRecord<>(
        "alerts", 0, millis, new byte[0], json.getBytes(StandardCharsets.UTF_8));
  }
}
