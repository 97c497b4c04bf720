package dev.sluice.stream.control;

import java.util.List;

/**
 * What one version of a rule set consists of: the payload of an {@link Envelope}.
 *
 * @param environment where it may be in force
 * @param version at least 1
 * @param parent hash of the manifest it follows, empty for the first
 * @param allowPartial whether the rest is loaded when an entry does not compile
 * @param createdAt ISO instant
 */
public record RuleSetManifest(
    String name,
    String environment,
    long version,
    String parent,
    boolean allowPartial,
    List<ManifestEntry> entries,
    ManifestChange change,
    String createdAt,
    String createdBy) {

  /** The version of the JSON form. */
  public static final String API_VERSION = "sluice/v1";

  /** What the JSON form calls a manifest. */
  public static final String KIND = "RuleSet";

  /** The largest version, which every JSON reader holds exactly. */
  public static final long MAX_VERSION = (1L << 53) - 1;

  public RuleSetManifest {
    entries = List.copyOf(entries);
  }

  /** Reads a payload; linear in its bytes. */
  public static Reading<RuleSetManifest> read(byte[] json, ManifestLimits limits) {
    if (json.length > limits.maxPayloadBytes()) {
      String message = "a manifest of " + json.length + " bytes";
      return new Reading.Invalid<>(
          InputProblem.tooLarge(
              message + ", at most " + limits.maxPayloadBytes() + " are allowed"));
    }
    return JsonCursor.read(json, ManifestJson.form(limits));
  }

  /** The payload. */
  public byte[] toJson() {
    return JsonBytes.of(json -> ManifestJson.write(json, this));
  }

  /** The entries with {@code id}, of whatever kind. */
  public List<ManifestEntry> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).toList();
  }
}
