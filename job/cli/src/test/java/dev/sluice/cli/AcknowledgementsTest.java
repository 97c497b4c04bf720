package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Acknowledgements.Count;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AcknowledgementsTest {

  private static final String OLD = Manifests.sha256("old");
  private static final String NEW = Manifests.sha256("new");

  private final Acknowledgements acknowledgements = new Acknowledgements();

  @Test
  void nothingIsActiveBeforeAnySubtaskHasSpoken() {
    assertThat(acknowledgements.isActive(NEW)).isFalse();
    assertThat(acknowledgements.counts(NEW)).isEmpty();
    assertThat(acknowledgements.lastAt()).isNull();
  }

  @Test
  void aSetIsActiveWhenEverySubtaskOfEveryOperatorSaysSo() {
    sayCorrelated("1");
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 2);
    assertThat(acknowledgements.isActive(NEW)).isFalse();
    say(Kind.ACTIVE, NEW, "1", "detect", 1, 2);
    assertThat(acknowledgements.isActive(NEW)).isTrue();
    say(Kind.ACTIVE, OLD, "1", "another", 0, 1);
    assertThat(acknowledgements.isActive(NEW)).isFalse();
    say(Kind.ACTIVE, NEW, "1", "another", 0, 1);
    assertThat(acknowledgements.isActive(NEW)).isTrue();
    assertThat(acknowledgements.isActive(OLD)).isFalse();
  }

  @Test
  void anOperatorThatMustSpeakIsWaitedFor() {
    sayCorrelated("1");
    assertThat(acknowledgements.isActive(NEW)).isFalse();
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 1);
    assertThat(acknowledgements.isActive(NEW)).isTrue();
  }

  @Test
  void aSubtaskThatGoesOnToAnotherSetLeavesTheOne() {
    say(Kind.ACTIVE, OLD, "1", "detect", 0, 1);
    say(Kind.DURABLE, OLD, "1", "detect", 0, 1);
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 1);
    assertThat(acknowledgements.isActive(OLD)).isFalse();
    assertThat(acknowledgements.counts(NEW))
        .containsExactly(new Count("detect", 1, 1, 0, List.of()));
  }

  @Test
  void durableIsActiveTooWhateverComesFirst() {
    say(Kind.DURABLE, NEW, "1", "detect", 0, 2);
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 2);
    assertThat(acknowledgements.counts(NEW))
        .containsExactly(new Count("detect", 2, 1, 1, List.of(1)));
    assertThat(acknowledgements.counts(NEW).get(0))
        .hasToString("detect: 1 of 2 ACTIVE, 1 DURABLE; not yet subtask 1");
  }

  @Test
  void whatAnEarlierAttemptSaysDoesNotCount() {
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 2);
    say(Kind.ACTIVE, NEW, "2", "detect", 1, 2);
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 2);
    assertThat(acknowledgements.incarnation()).isEqualTo("2");
    assertThat(acknowledgements.isActive(NEW)).isFalse();
    say(Kind.ACTIVE, NEW, "2", "detect", 0, 2);
    sayCorrelated("2");
    assertThat(acknowledgements.isActive(NEW)).isTrue();
  }

  @Test
  void aVerifierThatSpeaksIsANewAttempt() {
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 1);
    say(Kind.ACCEPTED, NEW, "2", "rollout", 0, 1);
    assertThat(acknowledgements.isActive(NEW)).isFalse();
  }

  @Test
  void anAttemptWithoutANameDoesNotCount() {
    sayCorrelated("1");
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 1);
    say(Kind.ACCEPTED, OLD, "", "start", 0, 1);
    say(Kind.ACTIVE, OLD, "", "detect", 0, 1);
    assertThat(acknowledgements.isActive(NEW)).isTrue();
  }

  @Test
  void afterARescaleTheNewParallelismCounts() {
    say(Kind.ACTIVE, NEW, "1", "detect", 0, 1);
    say(Kind.ACTIVE, NEW, "2", "detect", 0, 3);
    say(Kind.ACTIVE, NEW, "2", "detect", 1, 3);
    assertThat(acknowledgements.counts(NEW))
        .containsExactly(new Count("detect", 3, 2, 0, List.of(2)));
  }

  private void sayCorrelated(String incarnation) {
    for (int stage = 1; stage <= 3; stage++) {
      say(Kind.ACTIVE, NEW, incarnation, "correlate-" + stage, 0, 1);
    }
  }

  private void say(
      Kind kind, String hash, String incarnation, String operator, int subtask, int parallelism) {
    StatusOrigin origin = new StatusOrigin(incarnation, operator, subtask, parallelism);
    acknowledgements.add(StatusRecord.of(kind, Manifests.NAME, 1, hash, origin, Instant.EPOCH));
  }
}
