package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A rule that raised more alerts on one host in one minute than its budget.
 *
 * <p>The status topic is kept for long and read by many: it names the host by a digest only. Who
 * may read alerts finds it on the overflow topic.
 *
 * @param level of the rule, in lower case; empty when the rule states none
 * @param minute start of the minute, event time
 * @param budget alerts that went out
 * @param hostDigest the first {@value #DIGEST_DIGITS} hexadecimal digits of the SHA-256 of the host
 */
record NoisyRule(String ruleId, String level, Instant minute, int budget, String hostDigest) {
  static final int DIGEST_DIGITS = 12;

  static NoisyRule of(RaisedAlert raised, AlertMinute minute, int budget) {
    Alert alert = raised.alert();
    String digest = Hashes.sha256(alert.host().getBytes(StandardCharsets.UTF_8));
    return new NoisyRule(
        raised.ruleId(), alert.level(), minute.start(), budget, digest.substring(0, DIGEST_DIGITS));
  }

  /** One line for the status topic. */
  String message() {
    return "more than %d alerts%s on host %s in the minute from %s; the rest is on the overflow topic"
        .formatted(budget, level.isEmpty() ? "" : " of level " + level, hostDigest, minute);
  }
}
