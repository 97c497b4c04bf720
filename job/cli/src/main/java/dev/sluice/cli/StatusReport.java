package dev.sluice.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.cli.Acknowledgements.Count;
import dev.sluice.stream.control.RuleCounts;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.StatusRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule set is in force, and where.
 *
 * @param version of the manifest accepted last; 0 when none was
 * @param hash of its payload; empty when there is none
 * @param made null when there is none
 * @param incarnation attempt of the job that has spoken last; empty when none has
 * @param lastSaidAt when a subtask said last what it judges by; null when none has
 * @param rules as they were counted when it was accepted; null when that is not known
 * @param rejected since it was accepted, the newest last
 * @param noisy rules with more alerts than their budget since it was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusReport(
    String ruleSet,
    String environment,
    State state,
    long version,
    String hash,
    @Nullable Made made,
    String incarnation,
    @Nullable String lastSaidAt,
    List<Count> operators,
    @Nullable RuleCounts rules,
    List<Rejected> rejected,
    List<Noisy> noisy) {

  private static final int MAX_NOISY = 20;

  StatusReport {
    operators = List.copyOf(operators);
    rejected = List.copyOf(rejected);
    noisy = List.copyOf(noisy);
  }

  /** How far a rule set has come. */
  enum State {
    /** No set was ever accepted. */
    NONE,
    /** Not every subtask judges by it. */
    PENDING,
    /** Every subtask of every operator that reads rules judges by it. */
    ACTIVE
  }

  /** Who made the manifest, when and why. */
  record Made(String at, String by, String op, String message, String ticket) {
    static Made of(RuleSetManifest manifest) {
      return new Made(
          manifest.createdAt(),
          manifest.createdBy(),
          manifest.change().op().word(),
          manifest.change().message(),
          manifest.change().ticket());
    }
  }

  /** A manifest or another record that did not come into force. */
  record Rejected(
      long version, String hash, String reason, String message, List<String> errors, String at) {
    Rejected {
      errors = List.copyOf(errors);
    }

    static Rejected of(StatusRecord record) {
      List<String> errors = record.errors().stream().map(Object::toString).toList();
      return new Rejected(
          record.version(),
          record.hash(),
          String.valueOf(record.reason()),
          record.message(),
          errors,
          record.at());
    }
  }

  /** A rule that raised more alerts than its budget. */
  record Noisy(String ruleId, String message, String at) {
    static Noisy of(StatusRecord record) {
      return new Noisy(String.valueOf(record.ruleId()), record.message(), record.at());
    }
  }

  /**
   * What is known now.
   *
   * @param inForce null when no manifest was ever accepted
   */
  static StatusReport of(RuleSetOptions options, @Nullable SignedManifest inForce, StatusLog log) {
    Acknowledgements said = log.acknowledgements();
    String hash = inForce == null ? "" : inForce.hash();
    StatusRecord verdict = log.verdict(hash);
    State state = inForce == null ? State.NONE : said.isActive(hash) ? State.ACTIVE : State.PENDING;
    return new StatusReport(
        options.name(),
        options.environment(),
        state,
        inForce == null ? 0 : inForce.manifest().version(),
        hash,
        inForce == null ? null : Made.of(inForce.manifest()),
        said.incarnation(),
        said.lastAt(),
        said.counts(hash),
        verdict == null ? null : verdict.rules(),
        log.rejections().stream().map(Rejected::of).toList(),
        noisy(log));
  }

  private static List<Noisy> noisy(StatusLog log) {
    List<StatusRecord> all = log.noisy();
    return all.subList(Math.max(0, all.size() - MAX_NOISY), all.size()).stream()
        .map(Noisy::of)
        .toList();
  }
}
