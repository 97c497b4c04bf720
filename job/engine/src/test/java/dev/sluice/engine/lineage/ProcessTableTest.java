package dev.sluice.engine.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Value;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTableTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long RETENTION = ProcessTable.RETENTION.toMillis();

  private final HeapProcessStore store = new HeapProcessStore();
  private final ProcessTable table = new ProcessTable(store);

  private static KnownProcess process(
      @Nullable String guid,
      @Nullable String pid,
      @Nullable String parentGuid,
      @Nullable String parentPid,
      long millis) {
    String image = "i" + guid + "-" + pid + "-" + millis;
    return new KnownProcess(
        guid, pid, millis, image, null, parentGuid, parentPid, null, null, millis, 0);
  }

  private @Nullable KnownProcess start(String pid, String parentPid, long millis) {
    return table.start(process(null, pid, null, parentPid, millis));
  }

  private @Nullable KnownProcess start(
      String guid, String pid, String parentGuid, String parentPid, long millis) {
    return table.start(process(guid, pid, parentGuid, parentPid, millis));
  }

  private static @Nullable Long startOf(@Nullable KnownProcess process) {
    return process == null ? null : process.startedMillis();
  }

  @Test
  void aPidIsTheProcessThatLastStartedWithIt() {
    start("5", "1", 100);
    start("5", "1", 200);
    assertThat(startOf(start("6", "5", 150))).isEqualTo(100);
    assertThat(startOf(start("7", "5", 200))).isEqualTo(200);
    assertThat(start("8", "5", 99)).isNull();
  }

  @Test
  void whatStartedEarlierMayBeToldOfLater() {
    start("5", "1", 200);
    start("5", "1", 100);
    assertThat(startOf(start("6", "5", 150))).isEqualTo(100);
    assertThat(startOf(start("6", "5", 250))).isEqualTo(200);
  }

  @Test
  void aGuidIsPreferredToAPid() {
    start("g1", "5", "g0", "1", 100);
    start("g2", "5", "g0", "1", 200);
    assertThat(startOf(start("g3", "6", "g1", "5", 300))).isEqualTo(100);
  }

  @Test
  void aPidBesideAnotherGuidIsAnotherProcess() {
    start("g1", "5", "g0", "1", 100);
    assertThat(start("g3", "6", "g2", "5", 300)).isNull();
    start("5", "1", 200);
    assertThat(startOf(start("g4", "6", "g2", "5", 300))).isEqualTo(200);
    assertThat(startOf(start("8", "5", 150))).isEqualTo(100);
  }

  @Test
  void aMissingParentIsNone() {
    assertThat(start("6", "5", 100)).isNull();
    assertThat(table.start(process(null, "7", null, null, 100))).isNull();
    assertThat(start("g", "8", "g", "8", 100)).isNull();
    assertThat(start("9", "9", 100)).isNull();
  }

  @Test
  void aProcessWithoutAnIdIsNotKept() {
    start("5", "1", 100);
    assertThat(startOf(table.start(process(null, null, null, "5", 200)))).isEqualTo(100);
    assertThat(store.extent().processes()).isEqualTo(1);
  }

  @Test
  void aProcessThatNobodyUsesIsForgottenByTheTimeOfEvents() {
    start("5", "1", 0);
    assertThat(startOf(start("6", "5", RETENTION))).isZero();
    start("50", "1", 0);
    assertThat(start("60", "50", RETENTION + 1)).isNull();
    assertThat(startOf(start("61", "50", RETENTION - 1))).isZero();
  }

  @Test
  void aProcessThatStartsOthersStaysAndSoDoItsAncestors() {
    start("1", "0", 0);
    start("2", "1", 1);
    start("3", "2", 2);
    for (int day = 1; day < 60; day++) {
      assertThat(startOf(start("9", "3", day * DAY))).isEqualTo(2);
    }
    KnownProcess last = requireNonNull(table.find(new ProcessId(null, "3"), 59 * DAY, 59 * DAY));
    KnownProcess parent = requireNonNull(table.parentOf(last, 59 * DAY));
    assertThat(startOf(parent)).isEqualTo(1);
    assertThat(startOf(table.parentOf(parent, 59 * DAY))).isZero();
  }

  @Test
  void ofTooManyTheQuarterUsedLeastRecentlyGoes() {
    start("1", "0", 0);
    for (int i = 1; i < ProcessTable.MAX_PROCESSES; i++) {
      start(Integer.toString(100 + i), i % 100 == 0 ? "1" : "7", i);
    }
    assertThat(store.extent().processes()).isEqualTo(ProcessTable.MAX_PROCESSES);
    start("3", "2", 5_000);
    int rest = ProcessTable.MAX_PROCESSES * 3 / 4 + 1;
    assertThat(store.extent().processes()).isEqualTo(rest);
    assertThat(store.processes()).hasSize(rest);
    assertThat(startOf(start("4", "1", 6_000))).as("the parent of many").isZero();
    assertThat(start("5", "101", 6_000)).as("the oldest").isNull();
    assertThat(start("6", "2099", 6_000)).as("the newest").isNotNull();
  }

  @Test
  void theTableNeverHoldsMoreThanItsBound() {
    for (int i = 0; i < 5 * ProcessTable.MAX_PROCESSES; i++) {
      start("g" + i, Integer.toString(i % 3_000), "g" + (i - 1), "x", i);
      if (i % 500 == 0) {
        assertThat(store.processes())
            .hasSize(store.extent().processes())
            .hasSizeLessThanOrEqualTo(ProcessTable.MAX_PROCESSES);
      }
    }
    List<String> kept = store.processes().stream().map(KnownProcess::name).toList();
    for (int pid = 0; pid < 3_000; pid++) {
      assertThat(kept).containsAll(store.namesOf(Integer.toString(pid)));
    }
  }

  @Test
  void aPidHasAFewProcessesAtMost() {
    for (int i = 0; i < 100; i++) {
      start("5", "1", i);
    }
    assertThat(store.namesOf("5")).hasSize(ProcessTable.MAX_OF_PID);
    assertThat(store.extent().processes()).isEqualTo(ProcessTable.MAX_OF_PID);
  }

  @Test
  void aCreationThatIsToldTwiceIsOneProcess() {
    start("g", "5", "p", "1", 100);
    start("g", "6", "p", "1", 100);
    assertThat(store.extent().processes()).isEqualTo(1);
    assertThat(store.namesOf("5")).isEmpty();
    assertThat(store.namesOf("6")).containsExactly("g");
  }

  @ParameterizedTest
  @CsvSource({
    "0x1A4, 420",
    "0X1a4, 420",
    "420, 420",
    "00420, 420",
    "0xffffffffffffffff, 18446744073709551615",
    "289741187433, 289741187433",
    "0,",
    "0x0,",
    "0x,",
    "-1,",
    "1.5,",
    "x,",
    "123456789012345678901,"
  })
  void pidsAreComparedAsNumbers(String written, @Nullable String compared) {
    assertThat(ProcessId.of(List.of(), List.of(Value.string(written))).pid()).isEqualTo(compared);
  }

  @ParameterizedTest
  @CsvSource({
    "{A98268C1-9C2E-5ACD}, a98268c1-9c2e-5acd",
    "a98268c1-9C2E-5ACD, a98268c1-9c2e-5acd",
    "{00000000-0000-0000-0000-000000000000},",
    "-,"
  })
  void guidsAreComparedWithoutCaseAndBraces(String written, @Nullable String compared) {
    assertThat(ProcessId.of(List.of(Value.string(written)), List.of()).guid()).isEqualTo(compared);
  }
}
