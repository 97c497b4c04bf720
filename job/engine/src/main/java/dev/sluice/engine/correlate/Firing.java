package dev.sluice.engine.correlate;

import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Hashes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window in which the condition of a correlation holds.
 *
 * @param timeMillis event time of the event that made it true, or the end of a window that was
 *     judged at its end
 * @param fromMillis start of the window, which is part of it
 * @param toMillis end of the window, which is part of it
 * @param value what the condition compares: number of events, tuples or rules, sum, average or
 *     percentile
 * @param isAtLeast whether {@code value} is a count that was not counted further
 * @param first of the contributions that make it true, in their order
 * @param last of them
 * @param newest of them the newest, at most {@value #MAX_LISTED}, in their order
 * @param late whether a late event made it true
 * @param approximate whether the window held more values than are kept
 */
public record Firing(
    long timeMillis,
    long fromMillis,
    long toMillis,
    BigDecimal value,
    boolean isAtLeast,
    Contribution first,
    Contribution last,
    List<Contribution> newest,
    boolean late,
    boolean approximate) {

  /** How many contributions an alert lists. */
  public static final int MAX_LISTED = 100;

  private static final UUID NAMESPACE = Hashes.uuid5(new UUID(0, 0), "sluice:correlation-alert");

  public Firing {
    newest = List.copyOf(newest);
  }

  /**
   * The identity of the alert: a UUIDv5 of the definition, the group, and time and origin of the
   * first and the last contribution.
   */
  public String alertId(String definitionHash, List<String> group) {
    List<String> parts = new ArrayList<>();
    parts.add(definitionHash);
    group.forEach(value -> parts.add(value.length() + ":" + value));
    addTo(parts, first);
    addTo(parts, last);
    return Hashes.uuid5(NAMESPACE, String.join("\n", parts)).toString();
  }

  private static void addTo(List<String> parts, Contribution contribution) {
    Origin origin = contribution.origin();
    parts.add(Long.toString(contribution.timeMillis()));
    parts.add(origin.name());
    parts.add(Integer.toString(origin.partition()));
    parts.add(Long.toString(origin.position()));
  }

  /** The host that all of {@code newest} have, or null. */
  public @Nullable String host() {
    String host = last.host();
    return host != null && newest.stream().allMatch(one -> host.equals(one.host())) ? host : null;
  }
}
