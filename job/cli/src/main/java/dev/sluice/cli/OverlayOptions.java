package dev.sluice.cli;

import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of filters that take exceptions for a time: who answers for them, and until when.
 * Such a filter stays in force when the rules it is about are pushed anew.
 */
final class OverlayOptions {

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Who answers for the filters that are pushed.")
  private String owner = "";

  @Option(
      names = "--expires",
      paramLabel = "INSTANT",
      description =
          "When the filters that are pushed go out of force, by the time of events, e.g. 2027-01-31T00:00:00Z.")
  private @Nullable String expires;

  /** Whether any is given. */
  boolean isGiven() {
    return !owner.isEmpty() || expires != null;
  }

  /**
   * {@code entries}, the filters among them with owner, ticket and expiry, the others as they are.
   *
   * @param inForce what is in force: an entry keeps its mode, and what is not given
   * @param ticket empty for none
   * @throws CommandFailure when there is no filter, or the instant is none
   */
  List<ManifestEntry> apply(
      List<ManifestEntry> entries, List<ManifestEntry> inForce, String ticket) {
    if (entries.stream().noneMatch(entry -> entry.kind() == Kind.FILTER)) {
      throw CommandFailure.usage("--owner and --expires are for filters, and none is pushed");
    }
    String until = instant();
    return entries.stream().map(entry -> treated(entry, inForce, until, ticket)).toList();
  }

  private ManifestEntry treated(
      ManifestEntry entry, List<ManifestEntry> inForce, @Nullable String until, String ticket) {
    ManifestEntry was =
        inForce.stream().filter(old -> old.key().equals(entry.key())).findFirst().orElse(entry);
    boolean filter = entry.kind() == Kind.FILTER;
    String reason = reason(ticket);
    return new ManifestEntry(
        entry.kind(),
        entry.id(),
        entry.pack(),
        entry.path(),
        entry.sha256(),
        was.mode(),
        was.overrides(),
        filter && !reason.isEmpty() ? reason : was.reason(),
        filter && until != null ? until : was.expires());
  }

  private String reason(String ticket) {
    return String.join(
        ", ",
        Stream.of(
                owner.isEmpty() ? "" : "owner " + owner, ticket.isEmpty() ? "" : "ticket " + ticket)
            .filter(text -> !text.isEmpty())
            .toList());
  }

  private @Nullable String instant() {
    try {
      return expires == null ? null : Instant.parse(expires).toString();
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "--expires: '" + expires + "' is no time, expected e.g. 2027-01-31T00:00:00Z");
    }
  }
}
