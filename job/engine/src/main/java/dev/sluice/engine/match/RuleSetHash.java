package dev.sluice.engine.match;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Makes the hash of a rule set of its parts, one after the other.
 *
 * <p>Invariant: a text goes in with its length before it, so that no two lists of parts give one
 * content.
 */
final class RuleSetHash {
  private final StringBuilder content = new StringBuilder();

  /** Adds a document: what it says, where alerts say that it is from, and what is done with it. */
  void add(String kind, Header header, Treatment treatment) {
    add(kind);
    add(header.id());
    add(header.contentHash());
    add(header.path());
    add(treatment.mode().name());
    add(treatment.level() == null ? "" : "=" + treatment.level());
    add(Objects.toString(treatment.expires(), ""));
  }

  /**
   * Adds the correlations, if any: what they compute, what alerts show of them, whom they silence.
   */
  void add(CorrelationSet correlations) {
    if (!correlations.all().isEmpty()) {
      add("correlations");
      add(new String(correlations.toJson(), StandardCharsets.UTF_8));
    }
  }

  void add(Placeholders placeholders) {
    add(placeholders.toString());
  }

  private void add(String part) {
    content.append(part.length()).append(':').append(part).append('\n');
  }

  /** Returns the hash of all that was added, in that order. */
  String sha256() {
    return Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
  }
}
