package dev.sluice.stream;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.review.SeenKinds;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.StatusOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask has seen of the events of each group of hosts since its attempt began, for those
 * who ask which rules could fire. For the task thread.
 *
 * <p>It is said whenever something other than a number is new, and else each {@value #EVERY} times.
 */
final class SubtaskCoverage {
  private static final int EVERY = 10;
  private static final int KNOWN_HOSTS = 10_000;

  private final HostGroups groups;
  private final List<String> names;
  private final InstantSource clock;
  private final Map<String, Integer> known = new HashMap<>();
  private SeenKinds seen;
  private Instant since;
  private Instant rulesSince;
  private String hash = "";
  private @Nullable EventTables tables;
  private int silent = EVERY - 1;

  SubtaskCoverage(HostGroups groups, InstantSource clock) {
    this.groups = groups;
    this.names = groups.names();
    this.clock = clock;
    this.seen = new SeenKinds(names.size());
    this.since = clock.instant();
    this.rulesSince = since;
  }

  /**
   * Adds the event of {@code host} that was judged last by {@code active}.
   *
   * @param events how many it stands for
   */
  void judged(String host, ActiveRules active, int events) {
    follow(active);
    boolean named = !HostKey.isNameless(host);
    int group = named ? group(host) : names.size() - 1;
    seen.add(group, named ? host : null, active.lastEvent(), events);
  }

  /** Hands over what is to be said when it is time to say something. */
  void report(StatusOrigin origin, ActiveRules active, int maxBytes, Consumer<OutboundRecord> out) {
    follow(active);
    silent++;
    if (!seen.takeLearned() && silent < EVERY) {
      return;
    }
    silent = 0;
    Instant at = clock.instant();
    for (int group = 0; group < names.size(); group++) {
      CoverageRecord record =
          new CoverageRecord(
              origin,
              active.ruleSet().name(),
              active.ruleSet().version(),
              hash,
              names.get(group),
              since,
              rulesSince,
              seen.asked(group),
              at,
              seen.of(group),
              0,
              seen.omitted(group));
      byte[] json = record.toJson(Math.min(CoverageRecord.MAX_BYTES, maxBytes));
      out.accept(new OutboundRecord(Destination.METRICS, record.key(), json, null));
    }
  }

  private void follow(ActiveRules active) {
    String inForce = active.hash();
    if (inForce.equals(hash)) {
      return;
    }
    rulesSince = hash.isEmpty() ? since : clock.instant();
    if (tables != null && !tables.equals(active.tables())) {
      // what an event is and where its fields stand has changed
      seen = new SeenKinds(names.size());
      since = rulesSince;
    }
    hash = inForce;
    tables = active.tables();
    seen.rules(active.ruleSet());
  }

  private int group(String host) {
    if (names.size() == 1) {
      return 0;
    }
    if (known.size() == KNOWN_HOSTS) {
      known.clear();
    }
    return known.computeIfAbsent(host, groups::of);
  }
}
