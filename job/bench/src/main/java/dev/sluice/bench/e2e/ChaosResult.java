package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.Comparison.Group;
import dev.sluice.bench.e2e.Comparison.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one scenario.
 *
 * @param drawn what the seed decided
 * @param recovery from the trouble to the first committed alert of an event sent after it
 * @param restarts of the job
 * @param peakBytes of memory that one TaskManager had at most
 * @param took all of it
 * @param problems what is not right; empty when all is
 */
record ChaosResult(
    ChaosScenario scenario,
    long seed,
    String drawn,
    Counts counts,
    Duration recovery,
    int restarts,
    long peakBytes,
    Duration took,
    List<String> problems) {

  ChaosResult {
    problems = List.copyOf(problems);
  }

  /**
   * What was held against what the engine says.
   *
   * @param expected alerts that had to come, those of correlations too
   */
  record Counts(
      int events,
      int expected,
      int lost,
      int doubled,
      int wrong,
      int deadLettersExpected,
      int deadLettersSeen) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /**
     * @param correlationsBefore alerts of correlations that an earlier scenario has counted
     */
    static Counts of(int events, Comparison comparison, int correlationsBefore) {
      int expected = -correlationsBefore;
      int lost = 0;
      int doubled = 0;
      int wrong = 0;
      for (Group group : Group.values()) {
        Tally tally = comparison.tally(group);
        expected += group == Group.DEAD_LETTERS ? 0 : tally.expected();
        lost += tally.lost();
        doubled += tally.doubled();
        wrong += tally.wrong();
      }
      Tally deadLetters = comparison.tally(Group.DEAD_LETTERS);
      return new Counts(
          events, expected, lost, doubled, wrong, deadLetters.expected(), deadLetters.seen());
    }
  }

  /** What is not right of what was counted. */
  static List<String> problems(
      ChaosScenario scenario, Comparison comparison, int restarts, long peakBytes, long bound) {
    List<String> problems = new ArrayList<>();
    if (!comparison.isRight()) {
      problems.add("alerts or dead letters are not right");
      problems.addAll(comparison.examples());
    }
    if (scenario.calm() && restarts > 0) {
      problems.add("the job has restarted, which it need not: " + restarts);
    }
    if (peakBytes > bound) {
      problems.add("a TaskManager had %d bytes of memory, of %d".formatted(peakBytes, bound));
    }
    return problems;
  }

  boolean isRight() {
    return problems.isEmpty();
  }
}
