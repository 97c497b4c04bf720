package dev.sluice.stream.control;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.control.ManifestChange.Op;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.ManifestEntry.Overrides;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Manifests that the tests of this package share. */
final class Manifests {
  static final ManifestLimits LIMITS = ManifestLimits.defaults();
  static final String NAME = "fleet";
  static final String ENVIRONMENT = "production";
  static final String CREATED_AT = "2026-11-22T07:45:00Z";
  static final ManifestAuthor AUTHOR =
      new ManifestAuthor("a.author", Instant.parse(CREATED_AT), "tune", "T-1", "6ef726e");

  private Manifests() {}

  /** The rule {@code number}, enabled. */
  static ManifestEntry rule(int number) {
    return ManifestEntry.enabled(
        Kind.RULE,
        "00000000-0000-4000-8000-%012d".formatted(number),
        "sigma",
        "windows/rule_" + number + ".yml",
        hash("rule " + number));
  }

  static List<ManifestEntry> rules(int count) {
    return IntStream.range(0, count).mapToObj(Manifests::rule).toList();
  }

  /** One entry with every component, one of each other kind. */
  static List<ManifestEntry> everyKind() {
    return List.of(
        new ManifestEntry(
            Kind.RULE,
            "r",
            "sigma",
            "windows/ü.yml",
            hash("r"),
            Mode.SHADOW,
            new Overrides("high"),
            "noisy\non servers",
            "2027-01-01T00:00:00Z"),
        ManifestEntry.enabled(Kind.CORRELATION, "c", "sigma", "c.yml", hash("c")),
        ManifestEntry.enabled(Kind.FILTER, "f", "own", "filters/f.yml", hash("f")),
        ManifestEntry.enabled(Kind.MAPPING, "x", "own", "mappings/x.yml", hash("m")),
        ManifestEntry.enabled(Kind.LOGSOURCE, "x", "own", "logsources/x.yml", hash("l"))
            .in(Mode.DISABLED, ""),
        ManifestEntry.enabled(Kind.PLACEHOLDERS, "p", "own", "placeholders/p.yml", hash("p")));
  }

  static RuleSetManifest manifest(long version, String parent, List<ManifestEntry> entries) {
    return new RuleSetManifest(
        NAME,
        ENVIRONMENT,
        version,
        parent,
        false,
        entries,
        new ManifestChange(Op.UPSERT, List.of("r", "c"), "first\nsecond", "T-1", "6ef726e"),
        CREATED_AT,
        "a.author");
  }

  static String hash(String text) {
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The value of what must be valid. */
  static <T> T valid(Reading<T> reading) {
    if (reading instanceof Reading.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError(reading);
  }

  /** The problem of what must be refused. */
  static InputProblem problem(Reading<?> reading) {
    if (reading instanceof Reading.Invalid<?> invalid) {
      return invalid.problem();
    }
    throw new AssertionError(reading);
  }
}
