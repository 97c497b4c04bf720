package dev.sluice.engine.review;

import dev.sluice.engine.event.LogSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was seen of the events with one set of log sources.
 *
 * @param events all of them
 * @param looked those in which all of {@code absent} were looked for: the ones since a rule asked
 *     for the last of these
 * @param present fields that some event has
 * @param absent fields that were looked for and that no event has; of others nothing is known
 * @param hosts that sent them; not to be changed
 */
public record SeenKind(
    Set<LogSource> logSources,
    long events,
    long looked,
    Set<String> present,
    Set<String> absent,
    HostSketch hosts) {

  public SeenKind {
    logSources = Collections.unmodifiableSet(new LinkedHashSet<>(logSources));
    present = Collections.unmodifiableSet(new LinkedHashSet<>(present));
    absent = Collections.unmodifiableSet(new LinkedHashSet<>(absent));
  }
}
