package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecoveryITCase {
  @TempDir private Path directory;

  @Test
  void aFailureInTheMiddleNeitherLosesNorRepeatsAnAlertInTheFiles() throws Exception {
    String rules = Samples.write(directory.resolve("any.yml"), Samples.ANY_PROCESS);
    String one = Samples.write(directory.resolve("1.ndjson"), Samples.processes(800));
    String two = Samples.write(directory.resolve("2.ndjson"), Samples.processes(700));
    Path alerts = directory.resolve("alerts");
    JobOptions options =
        JobOptions.of(List.of(rules), List.of(one, two))
            .parallelism(2)
            .eventsPerSecond(300)
            .checkpointInterval(Duration.ofMillis(200))
            .directories(new JobOptions.Directories(alerts.toString(), null, null, null))
            .build();
    FailOnce.FAILED.set(false);
    JobResult result = runWithFailure(options);
    assertThat(result.isSuccess()).isTrue();
    assertThat(FailOnce.FAILED).isTrue();
    assertThat(OutputFiles.alertIds(alerts))
        .hasSize(1500)
        .containsExactlyInAnyOrderElementsOf(Samples.reference(options));
  }

  private static JobResult runWithFailure(JobOptions options) throws Exception {
    try (LocalCluster cluster = LocalCluster.start(options)) {
      JobID id = CustomJob.submit(cluster, options, (env, job) -> build(env, job, options));
      return cluster.miniCluster().requestJobResult(id).get(90, TimeUnit.SECONDS);
    }
  }

  private static void build(StreamExecutionEnvironment env, SluiceJob job, JobOptions options) {
    DataStream<RawEvent> failing =
        job.events(env).map(new FailOnce()).returns(StreamTypes.RAW_EVENT).uid("fail-once");
    JobSinks quiet =
        new JobSinks(new DiscardingSink<>(), new DiscardingSink<>(), new DiscardingSink<>());
    job.build(failing, job.rules(env), quiet.with(options));
  }

  /** Fails once in this JVM, some events after its second checkpoint. */
  private static final class FailOnce
      implements MapFunction<RawEvent, RawEvent>, CheckpointListener {
    private static final long serialVersionUID = 1;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private int checkpoints;
    private int since;

    @Override
    public RawEvent map(RawEvent event) {
      if (checkpoints >= 2 && ++since > 20 && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("injected");
      }
      return event;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpoints++;
    }
  }
}
