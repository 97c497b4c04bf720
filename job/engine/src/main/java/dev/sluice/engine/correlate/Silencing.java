package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.sigma.Header;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rules and correlations raise no alerts of their own: those of its file that a correlation
 * looks at, unless it says {@code generate}.
 *
 * <p>A correlation in shadow silences nothing, and one that expires neither: what may be an attack
 * rather alerts.
 */
final class Silencing {
  private Silencing() {}

  /** The id of each that is silent, to that of the first correlation that has it so. */
  static Map<String, String> of(List<CorrelationInProgress> inForce) {
    Map<String, String> silencers = new TreeMap<>();
    for (CorrelationInProgress one : inForce) {
      if (one.target().state() == State.IN_FORCE
          && one.treatment().expires() == null
          && !one.correlation().generate()) {
        for (CorrelationInProgress.Named named : one.named()) {
          Header header = named.target().header();
          if (isSameFile(header, one.target().header())) {
            silencers.putIfAbsent(header.id(), one.target().header().id());
          }
        }
      }
    }
    return silencers;
  }

  private static boolean isSameFile(Header one, Header other) {
    return one.pack().equals(other.pack()) && one.path().equals(other.path());
  }
}
