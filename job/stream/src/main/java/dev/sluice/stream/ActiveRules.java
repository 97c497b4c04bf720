package dev.sluice.stream;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.JudgedEvent;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.stream.RuleStatus.Counts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one rule set a subtask judges by, and the one it is about to.
 *
 * <p>A set is compiled on a {@link CompileThread} that sees an immutable copy of the sources and no
 * state; the task thread goes on judging and swaps one reference when it looks and finds the set
 * ready. All methods are for the task thread, but any thread may ask for what {@link RuleGauges}
 * shows.
 */
final class ActiveRules implements AutoCloseable {
  private final RuleSettings settings;
  private final SharedThreads.Use compileThread = CompileThread.acquire();
  private volatile SharedRuleSets.@Nullable Lease lease;
  private @Nullable CompletableFuture<SharedRuleSets.Lease> coming;
  private @Nullable IndexedJudge judge;
  private Map<String, Suppression> suppressions = Map.of();
  private JudgeWork workBefore = JudgeWork.NONE;
  private long id = RawEvent.NOT_JUDGED;
  private long preparedNanos;
  private volatile RuleSwap lastSwap = RuleSwap.NONE;

  ActiveRules(RuleSettings settings) {
    this.settings = settings;
  }

  /**
   * Judges by {@code update} from now on. An earlier job may have verified it with other settings;
   * those of this job hold.
   *
   * @param update complete
   */
  void restore(RuleSetUpdate update) {
    swap(SharedRuleSets.lease(update, settings, lease));
  }

  /**
   * Begins to compile {@code update}, which takes the place of what is being compiled.
   *
   * @param update complete, and compiled by the verifier of this job
   */
  void prepare(RuleSetUpdate update) {
    dropComing();
    SharedRuleSets.Lease before = lease;
    preparedNanos = System.nanoTime();
    coming = compileThread.run(() -> verified(update, before));
  }

  /**
   * Swaps to the set that {@link #prepare} was given once it is ready; returns whether it did.
   *
   * @throws IllegalStateException when compiling failed, or gave another set than the verifier's:
   *     the task must fail
   */
  boolean swapWhenReady() {
    CompletableFuture<SharedRuleSets.Lease> next = coming;
    if (next == null || !next.isDone()) {
      return false;
    }
    coming = null;
    try {
      long startNanos = System.nanoTime();
      swap(next.join());
      long endNanos = System.nanoTime();
      long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - preparedNanos);
      lastSwap = new RuleSwap(millis, endNanos - startNanos);
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(cause.getMessage(), cause);
    }
    return true;
  }

  /** Whether a set is on its way to come into force. */
  boolean isCompiling() {
    return coming != null;
  }

  /** Version in force; 0 when there is none. */
  long version() {
    SharedRuleSets.Lease current = lease;
    return current == null ? 0 : current.ruleSet().version();
  }

  /** Number of rules in force. */
  int size() {
    SharedRuleSets.Lease current = lease;
    return current == null ? 0 : current.ruleSet().rules().size();
  }

  /**
   * The judge of the set in force.
   *
   * @throws IllegalStateException when there is none: an event must never overtake the rules
   */
  Judge judge() {
    return current();
  }

  private IndexedJudge current() {
    IndexedJudge current = judge;
    if (current == null) {
      throw new IllegalStateException("an event came before any rule set was in force");
    }
    return current;
  }

  /** What rules saw of the event that was judged last; of none before the first. */
  JudgedEvent lastEvent() {
    return current();
  }

  /**
   * The tables by which the set in force reads events.
   *
   * @throws IllegalStateException when there is no set
   */
  EventTables tables() {
    SharedRuleSets.Lease current = lease;
    if (current == null) {
      throw new IllegalStateException("no rule set is in force");
    }
    return current.compilation().tables();
  }

  /**
   * The rule set in force.
   *
   * @throws IllegalStateException when there is none
   */
  RuleSet ruleSet() {
    return judge().ruleSet();
  }

  /** The numbers of the set in force that a subtask knows; all are 0 when there is none. */
  Counts counts() {
    SharedRuleSets.Lease current = lease;
    long shadow = current == null ? 0 : current.compilation().set().shadow();
    int correlations = current == null ? 0 : current.ruleSet().correlations().all().size();
    return new Counts(size(), Math.toIntExact(shadow), 0, 0, 0, 0, correlations);
  }

  /** What the set in force suppresses, by the ids of its rules. */
  Map<String, Suppression> suppressions() {
    return suppressions;
  }

  /**
   * Names the sources of the set in force.
   *
   * @throws IllegalStateException when there is none
   */
  String hash() {
    SharedRuleSets.Lease current = lease;
    if (current == null) {
      throw new IllegalStateException("no rule set is in force");
    }
    return current.hash();
  }

  /**
   * The {@link SharedRuleSets.Lease#id} of the set in force, {@link RawEvent#NOT_JUDGED} when there
   * is none.
   */
  long id() {
    return id;
  }

  /** Names the sources of the set in force; empty when there is none. */
  String hashOrEmpty() {
    SharedRuleSets.Lease current = lease;
    return current == null ? "" : current.hash();
  }

  /** How long the set in force took to compile, by whoever compiled it; 0 when there is none. */
  long compileMillis() {
    SharedRuleSets.Lease current = lease;
    return current == null ? 0 : current.compilation().millis();
  }

  /** What the last swap took. */
  RuleSwap lastSwap() {
    return lastSwap;
  }

  /** What all judges of this subtask have done. */
  JudgeWork work() {
    IndexedJudge current = judge;
    return current == null
        ? workBefore
        : new JudgeWork(
            workBefore.events() + current.judged(), workBefore.rules() + current.candidates());
  }

  @Override
  public void close() {
    dropComing();
    swap(null);
    compileThread.close();
  }

  private SharedRuleSets.Lease verified(
      RuleSetUpdate update, SharedRuleSets.@Nullable Lease before) {
    SharedRuleSets.Lease next = SharedRuleSets.lease(update, settings, before);
    String expected = update.manifest().rulesHash();
    String hash = next.ruleSet().hash();
    if (!hash.equals(expected)) {
      next.close();
      throw new IllegalStateException(
          update + " compiles to " + hash + " here, and to " + expected + " at the verifier");
    }
    return next;
  }

  private void dropComing() {
    CompletableFuture<SharedRuleSets.Lease> unwanted = coming;
    coming = null;
    if (unwanted != null) {
      // One that does not compile has failed for nobody.
      var unused = unwanted.thenAccept(SharedRuleSets.Lease::close);
    }
  }

  private void swap(SharedRuleSets.@Nullable Lease next) {
    SharedRuleSets.Lease last = lease;
    workBefore = work();
    lease = next;
    id = next == null ? RawEvent.NOT_JUDGED : next.id();
    judge = next == null ? null : judge(next.index());
    suppressions = next == null ? Map.of() : next.compilation().suppressions();
    if (last != null) {
      last.close();
    }
  }

  private IndexedJudge judge(RuleIndex next) {
    return judge == null ? next.newJudge() : judge.succeededBy(next);
  }
}
