package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What Flink says, as it has said it. */
class JobCountsTest {
  private static final String PAGE =
      """
      # HELP flink_taskmanager_job_task_operator_eventsJudged eventsJudged (scope: taskmanager_job_task_operator)
      # TYPE flink_taskmanager_job_task_operator_eventsJudged gauge
      flink_taskmanager_job_task_operator_eventsJudged{job_id="a",operator_name="detect",subtask_index="0",} 1.25E7
      flink_taskmanager_job_task_operator_eventsJudged{job_id="a",operator_name="detect",subtask_index="1",} 5.0
      flink_taskmanager_job_task_operator_bytesJudged{job_id="a",operator_name="detect",subtask_index="0",} 100.0
      flink_taskmanager_job_task_operator_eventsUnrouted{job_id="a",operator_name="detect",subtask_index="0",} 7.0
      flink_taskmanager_job_task_operator_reason_eventsUndecodable{operator_name="detect",reason="NOT_JSON",} 2.0
      flink_taskmanager_job_task_operator_level_alerts{operator_name="detect",level="high",subtask_index="0",} 3.0
      flink_taskmanager_job_task_operator_level_alerts{operator_name="detect",level="low",subtask_index="0",} 4.0
      flink_taskmanager_job_task_operator_level_alerts{operator_name="correlate_1",level="low",} 50.0
      flink_taskmanager_job_task_operator_alertsOverflowed{operator_name="detect",subtask_index="0",} 6.0
      flink_taskmanager_job_task_operator_processesSeen{operator_name="detect",subtask_index="0",} 9.0
      flink_taskmanager_Status_JVM_Memory_Heap_Used{host="127_0_0_1",tm_id="taskmanager_1",} 2.56E8
      """;

  private static final String CHECKPOINTS =
      """
      {"counts":{"completed":2},"history":[
      {"id":4,"status":"IN_PROGRESS","is_savepoint":false,"state_size":1,"checkpointed_size":1},
      {"id":3,"status":"COMPLETED","is_savepoint":true,"state_size":9,"checkpointed_size":9,"end_to_end_duration":9},
      {"id":2,"status":"COMPLETED","is_savepoint":false,"state_size":900,"checkpointed_size":80,"end_to_end_duration":70},
      {"id":1,"status":"FAILED","is_savepoint":false,"end_to_end_duration":1}]}""";

  @Test
  void theCountsOfAllSubtasksThatJudgeAreAddedUp() {
    JobCounts counts = JobCounts.of(PrometheusPage.of(PAGE));
    assertThat(counts).isEqualTo(new JobCounts(12_500_005, 100, 9, 7, 6, 9));
    assertThat(counts.events()).isEqualTo(12_500_014);
    assertThat(counts.minus(counts)).isEqualTo(new JobCounts(0, 0, 0, 0, 0, 0));
  }

  @Test
  void aNumberOfTheProcessItselfIsFoundWithoutALabel() {
    PrometheusPage page = PrometheusPage.of(PAGE + PAGE);
    assertThat(page.sum("flink_taskmanager_Status_JVM_Memory_Heap_Used", ""))
        .isEqualTo(512_000_000);
  }

  @Test
  void onlyCompletedCheckpointsCount() throws IOException {
    assertThat(Checkpoint.of(new ObjectMapper().readTree(CHECKPOINTS)))
        .containsExactly(new Checkpoint(2, 900, 80, 70));
  }
}
