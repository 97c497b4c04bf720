package dev.sluice.stream.control;

import dev.sluice.engine.sigma.SourceFile;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One document of a rule set.
 *
 * <p>A file with several documents is named by several entries with the same hash and path; a
 * document of a file that no entry names is left out.
 *
 * @param pack part of derived ids
 * @param path inside the pack; part of derived ids, and what alerts print
 * @param sha256 of the whole file, 64 lower case hexadecimal digits
 * @param overrides what replaces the document's own statements, null for nothing; of rules and
 *     correlations only
 * @param reason why it is disabled, shadowed or overridden; empty when nobody said
 * @param expires ISO instant (event time) from which the document is out of force, null for never
 */
public record ManifestEntry(
    Kind kind,
    String id,
    String pack,
    String path,
    String sha256,
    Mode mode,
    @Nullable Overrides overrides,
    String reason,
    @Nullable String expires) {

  /** What a document is. */
  public enum Kind {
    RULE,
    CORRELATION,
    FILTER,
    MAPPING,
    LOGSOURCE,
    PLACEHOLDERS;

    /** As it stands in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether documents of this kind raise alerts, so that they may be shadowed and overridden. */
    public boolean alerts() {
      return this == RULE || this == CORRELATION;
    }
  }

  /** What is done with a document. */
  public enum Mode {
    /** In force. */
    ENABLED,
    /** Evaluated; its alerts go to the shadow topic only. */
    SHADOW,
    /** As if it were not there. */
    DISABLED;

    /** As it stands in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What replaces or completes a document's own statements; one of the two is there.
   *
   * @param level one of the levels of Sigma, in lower case; null for the document's own
   * @param suppress null when every alert goes out
   */
  public record Overrides(@Nullable String level, @Nullable Suppress suppress) {

    /** Another level and nothing more. */
    public Overrides(String level) {
      this(level, null);
    }
  }

  /**
   * Of the alerts of one host whose events agree in {@code fields} only the first in an interval of
   * event time goes out.
   *
   * @param fields names of Sigma fields; none when all alerts of the host say the same
   * @param seconds length of the interval
   */
  public record Suppress(List<String> fields, int seconds) {
    /** Of fields. */
    public static final int MAX_FIELDS = 16;

    /** A week. */
    public static final int MAX_SECONDS = 7 * 24 * 3600;

    public Suppress {
      fields = List.copyOf(fields);
    }
  }

  /** An enabled document without overrides. */
  public static ManifestEntry enabled(
      Kind kind, String id, String pack, String path, String sha256) {
    return new ManifestEntry(kind, id, pack, path, sha256, Mode.ENABLED, null, "", null);
  }

  /** What no other entry of a manifest has. */
  public EntryKey key() {
    return new EntryKey(kind, id);
  }

  /** Names its file: pack and path. */
  public String place() {
    return pack + "/" + path;
  }

  /** Its file, in which there may be more documents. */
  public SourceFile file(byte[] content) {
    return new SourceFile(pack, path, place(), content);
  }

  /** The same document in {@code newMode}. */
  public ManifestEntry in(Mode newMode, String newReason) {
    return new ManifestEntry(kind, id, pack, path, sha256, newMode, overrides, newReason, expires);
  }

  /** The same document with another level; null for its own. */
  public ManifestEntry withLevel(@Nullable String level) {
    Suppress suppress = overrides == null ? null : overrides.suppress();
    return overriding(level, suppress);
  }

  /** The same document with alerts suppressed; null when every alert goes out. */
  public ManifestEntry suppressing(@Nullable Suppress suppress) {
    return overriding(overrides == null ? null : overrides.level(), suppress);
  }

  private ManifestEntry overriding(@Nullable String level, @Nullable Suppress suppress) {
    Overrides replaced = level == null && suppress == null ? null : new Overrides(level, suppress);
    return new ManifestEntry(kind, id, pack, path, sha256, mode, replaced, reason, expires);
  }

  /** The same document, out of force from {@code instant}; null for never. */
  public ManifestEntry expiring(@Nullable String instant) {
    return new ManifestEntry(kind, id, pack, path, sha256, mode, overrides, reason, instant);
  }

  /** This content with what {@code inForce} says of mode, overrides, reason and expiry. */
  ManifestEntry treatedAs(ManifestEntry inForce) {
    return new ManifestEntry(
        kind,
        id,
        pack,
        path,
        sha256,
        inForce.mode,
        inForce.overrides,
        inForce.reason,
        inForce.expires);
  }
}
