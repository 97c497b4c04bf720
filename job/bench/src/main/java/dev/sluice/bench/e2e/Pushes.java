package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.EventLog.Legal;
import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Duration;
import java.util.Set;

/**
 * Rule sets that come into force while events flow.
 *
 * <p>Before each push all watched events that were sent so far must have their alerts, so that the
 * set before the push has judged them for certain; what is sent from then on until the new set is
 * active may be judged by either.
 */
final class Pushes {
  private static final Duration LATER = Duration.ofSeconds(90);

  private final Stage stage;
  private final Patience patience;
  private int watchedUpTo;

  Pushes(Stage stage, Patience patience) {
    this.stage = stage;
    this.patience = patience;
  }

  /** Writes the first set, before the job starts and the first event flows. */
  Push first(TestRules rules) throws Exception {
    Push first = stage.pusher().replace(rules.first());
    send(first);
    return first;
  }

  /** Writes the files of {@code push}, and then its manifest. */
  void send(Push push) throws Exception {
    stage.control().sendBlobs(push);
    stage.control().sendProposal(push);
  }

  /** Waits for the alerts of the set before; from now on either may judge. */
  void settle(Push push) throws InterruptedException {
    long number = push.number();
    awaitWatched(stage.flow().legal(new Legal(number - 1, number)));
  }

  /** Waits until all judge by {@code push}; from now on nothing else may. */
  void activate(Push push, int parallelism) throws InterruptedException {
    awaitActive(push, parallelism, Set.of());
    stage.flow().legal(Legal.only(push.number()));
  }

  /**
   * Waits until all subtasks of one incarnation judge by {@code push}.
   *
   * @param before incarnations that do not count
   */
  void awaitActive(Push push, int parallelism, Set<String> before) throws InterruptedException {
    await(Kind.ACTIVE, push, parallelism, before);
  }

  /** Waits until a completed checkpoint of all subtasks holds {@code push}. */
  void awaitDurable(Push push, int parallelism) throws InterruptedException {
    await(Kind.DURABLE, push, parallelism, Set.of());
  }

  /** Waits for the alerts of all watched events before number {@code end}. */
  void awaitWatched(int end) throws InterruptedException {
    patience.await(
        () -> "the alert of event %d, of those before %d".formatted(watchedUpTo, end),
        LATER,
        () -> watchedBefore(end));
  }

  private void await(Kind kind, Push push, int parallelism, Set<String> before)
      throws InterruptedException {
    patience.await(
        "%s of version %d from %d subtasks".formatted(kind, push.number(), parallelism),
        LATER,
        () -> {
          stage.statuses().requireNotRejected(push.hash());
          return stage.statuses().complete(kind, push.hash(), parallelism, before) != null;
        });
  }

  private boolean watchedBefore(int end) {
    while (watchedUpTo < end
        && (!stage.events().isWatched(watchedUpTo) || stage.seen().hasWatched(watchedUpTo))) {
      watchedUpTo++;
    }
    return watchedUpTo >= end;
  }
}
