package dev.sluice.stream;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.correlate.GroupWindows;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The correlations a subtask correlates by. For the task thread, but any thread may ask for the
 * numbers.
 *
 * <p>The seed is provisional: a job restored from a state without correlations goes on with an
 * older rule set than the seed, and this operator cannot tell it from a new one. What the verifier
 * says first is right in both.
 */
final class ActiveCorrelations {
  private final Duration allowedLateness;
  private final Map<String, GroupWindows> windows = new HashMap<>();
  private volatile @Nullable CorrelationsInForce inForce;
  private volatile CorrelationSet correlations = CorrelationSet.NONE;
  private boolean provisional;

  ActiveCorrelations(Duration allowedLateness) {
    this.allowedLateness = allowedLateness;
  }

  /** Starts with {@code first}, the seed or what is restored. */
  void start(CorrelationsInForce first, boolean isSeed) {
    bring(first);
    provisional = isSeed;
  }

  /**
   * Correlates by {@code next} from now on, unless it is older than what is in force; returns
   * whether that has changed anything. The same version may come with other definitions: those that
   * the settings of this job make of it.
   */
  boolean take(CorrelationsInForce next) {
    CorrelationsInForce now = inForce;
    boolean known =
        now != null
            && next.version() == now.version()
            && Arrays.equals(next.definitions(), now.definitions());
    boolean older = now != null && !provisional && next.version() < now.version();
    if (known || older) {
      provisional = false;
      return false;
    }
    bring(next);
    provisional = false;
    return true;
  }

  private void bring(CorrelationsInForce next) {
    CorrelationSet set = next.correlations();
    windows.keySet().removeIf(hash -> set.byHash(hash) == null);
    correlations = set;
    inForce = next;
  }

  /**
   * What is in force.
   *
   * @throws IllegalStateException when nothing is
   */
  CorrelationsInForce inForce() {
    CorrelationsInForce now = inForce;
    if (now == null) {
      throw new IllegalStateException("no correlations are in force");
    }
    return now;
  }

  CorrelationSet correlations() {
    return correlations;
  }

  /** The one with this hash of its definition, or null. */
  @Nullable CompiledCorrelation byHash(String definition) {
    return correlations.byHash(definition);
  }

  /** The arithmetic of {@code correlation}, which is one of those in force. */
  GroupWindows windows(CompiledCorrelation correlation) {
    return windows.computeIfAbsent(
        correlation.definitionHash(),
        hash -> new GroupWindows(correlation.definition(), allowedLateness.toMillis()));
  }

  /** Whether a signal of {@code timeMillis} comes later than is allowed. */
  boolean isForgotten(long timeMillis, long watermarkMillis) {
    return timeMillis < watermarkMillis - allowedLateness.toMillis();
  }

  /** Whether a definition that is unknown here, and in force in {@code version}, will not come. */
  boolean isObsolete(long version) {
    return !provisional && version <= version();
  }

  /** Version in force; 0 when there is none. */
  long version() {
    CorrelationsInForce now = inForce;
    return now == null ? 0 : now.version();
  }

  /** Number of correlations in force. */
  int size() {
    return correlations.all().size();
  }
}
