package dev.sluice.engine.lineage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One level above a process; null where nothing is known.
 *
 * @param processId in decimal digits
 * @param startedAt null when only its child told of it
 */
public record Ancestor(
    @Nullable String image,
    @Nullable String commandLine,
    @Nullable String processId,
    @Nullable String processGuid,
    @Nullable Instant startedAt) {

  static Ancestor of(KnownProcess process) {
    return new Ancestor(
        process.image(),
        process.commandLine(),
        process.pid(),
        process.guid(),
        Instant.ofEpochMilli(process.startedMillis()));
  }

  /** The parent of {@code child}, as the creation of the child told of it. */
  static Ancestor toldBy(KnownProcess child) {
    return new Ancestor(
        child.parentImage(),
        child.parentCommandLine(),
        child.parentPid(),
        child.parentGuid(),
        null);
  }
}
