package dev.sluice.stream;

import dev.sluice.engine.match.RuleSet;
import dev.sluice.stream.KafkaTopicReader.Contents;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.Rollout.Accepted;
import dev.sluice.stream.Rollout.Step;
import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.Reading;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule set a new job starts with, read from Kafka and verified before its graph is built, so
 * that no event overtakes the rules.
 *
 * <p>The set that was last accepted comes first: nothing that stands on the control topic can put
 * it out of force. Then the proposals are judged in their order, as a job that had been running
 * would have done.
 *
 * @param update the set
 * @param correlations those of the set, compiled
 * @param said what came of proposals that no job has judged yet
 * @param nextOffset where the job goes on to read the control topic
 */
record KafkaSeed(
    RuleSetUpdate update, CorrelationsInForce correlations, Said said, long nextOffset) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * What a new job has to say of what was judged before it was there.
   *
   * @param accepted manifests, byte for byte
   */
  record Said(List<byte[]> accepted, List<RuleStatus> statuses) implements Serializable {
    static final Said NOTHING = new Said(List.of(), List.of());

    Said {
      accepted = List.copyOf(accepted);
      statuses = List.copyOf(statuses);
    }
  }

  /** There is no rule set to start with. */
  static final class NoRuleSetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoRuleSetException(String message) {
      super(message);
    }
  }

  /**
   * Reads until there is a set, for {@code timeout} at most.
   *
   * @param allowEmpty whether to start without a rule when no set has ever been proposed
   * @throws NoRuleSetException when there is none in time, or the accepted one cannot be used
   * @throws KafkaReadException when a topic cannot be read
   */
  static KafkaSeed read(
      KafkaOptions options,
      AdmissionSettings admission,
      RuleSettings settings,
      Duration timeout,
      boolean allowEmpty)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      Attempt attempt = new Attempt(options, admission, settings, left);
      KafkaSeed seed = attempt.seed();
      if (seed != null) {
        return seed;
      }
      if (allowEmpty) {
        return attempt.empty();
      }
      if (end - System.nanoTime() < PAUSE.toNanos()) {
        throw new NoRuleSetException(attempt.missing());
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** One look at the topics. */
  private static final class Attempt {
    private final KafkaOptions options;
    private final AdmissionSettings admission;
    private final Contents rulesets;
    private final Contents control;
    private final Rollout rollout;
    private final List<byte[]> accepted = new ArrayList<>();
    private final List<RuleStatus> statuses = new ArrayList<>();
    private @Nullable Accepted last;

    Attempt(
        KafkaOptions options,
        AdmissionSettings admission,
        RuleSettings settings,
        Duration timeout) {
      this.options = options;
      this.admission = admission;
      KafkaTopicReader reader = new KafkaTopicReader(options);
      // In this order: what is accepted meanwhile has its files on the control topic by then.
      this.rulesets = reader.read(options.topics().rulesets(), timeout);
      this.control = reader.read(options.topics().control(), timeout);
      this.rollout =
          new Rollout(
              admission,
              SharedRuleSets.compiler(settings),
              RuleSeed.ORIGIN,
              new PendingBlobs(PendingBlobs.NO_LIMIT),
              null);
    }

    @Nullable KafkaSeed seed() {
      control.messages().stream().filter(Attempt::isBlob).forEach(this::take);
      byte[] envelope = lastAccepted();
      long known = 0;
      if (envelope != null) {
        known = bringBack(envelope);
      }
      for (Message message : control.messages()) {
        if (!isBlob(message) && version(message) > known) {
          take(message);
        }
      }
      Accepted best = last;
      if (best == null) {
        return null;
      }
      RuleSet set = best.compilation().set().ruleSet();
      return new KafkaSeed(
          RuleSetUpdate.of(best.sources(), set.hash()),
          CorrelationsInForce.of(set, best.sources().hash()),
          new Said(accepted, statuses),
          nextOffset());
    }

    /**
     * What waits for its files, and the files that have come, are read again; so are the files of a
     * push that has not come to its proposal.
     */
    private long nextOffset() {
      if (!rollout.waiting().isEmpty()) {
        return 0;
      }
      long next = control.nextOffset();
      for (Message message : control.messages()) {
        if (!isBlob(message)) {
          next = control.nextOffset();
        } else if (next == control.nextOffset()) {
          next = message.offset();
        }
      }
      return next;
    }

    KafkaSeed empty() {
      RuleSources none = RuleSources.ofFiles(admission.name(), 0, List.of());
      return new KafkaSeed(
          RuleSetUpdate.of(none, ""),
          CorrelationsInForce.none(none),
          new Said(accepted, statuses),
          nextOffset());
    }

    String missing() {
      String message =
          "no rule set '%s' for '%s' on %s: push one, or start with --allow-empty"
              .formatted(admission.name(), admission.environment(), options.topics().control());
      return statuses.isEmpty()
          ? message
          : message + "; the last proposal was rejected: " + statuses.get(statuses.size() - 1);
    }

    private long bringBack(byte[] envelope) {
      Step step = rollout.seed(envelope);
      last = step.accepted();
      if (last == null) {
        throw new NoRuleSetException(
            "the rule set last accepted, on %s, cannot be used: %s: %s"
                .formatted(
                    options.topics().rulesets(),
                    step.status().rejection(),
                    step.status().message()));
      }
      return step.status().version();
    }

    private byte @Nullable [] lastAccepted() {
      byte[] envelope = null;
      for (Message message : rulesets.messages()) {
        if (admission.name().equals(message.key())) {
          envelope = message.value();
        }
      }
      return envelope;
    }

    private void take(Message message) {
      String key = message.key();
      byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
      for (Step step : rollout.take(bytes, message.value())) {
        Accepted next = step.accepted();
        if (next != null) {
          last = next;
          accepted.add(next.envelope());
        }
        if (next != null || step.status().kind() == Kind.REJECTED) {
          statuses.add(step.status());
        }
      }
    }

    private static boolean isBlob(Message message) {
      return key(message) instanceof ControlKey.Blob;
    }

    /** The version a proposal claims; the largest for what is no proposal and must be named. */
    private static long version(Message message) {
      return key(message) instanceof ControlKey.Proposal proposal
          ? proposal.version()
          : Long.MAX_VALUE;
    }

    private static @Nullable ControlKey key(Message message) {
      String text = message.key() == null ? "" : message.key();
      Reading<ControlKey> key = ControlKey.parse(text.getBytes(StandardCharsets.UTF_8));
      return key instanceof Reading.Valid<ControlKey> valid ? valid.value() : null;
    }
  }
}
