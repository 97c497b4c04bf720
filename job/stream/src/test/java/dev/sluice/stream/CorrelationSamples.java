package dev.sluice.stream;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.SourceFile;
import java.util.List;

/**
 * Correlations over {@link Samples#ANY_PROCESS} and {@link Samples#CERTUTIL}, and their signals.
 */
final class CorrelationSamples {
  static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);

  /** A time of which nothing else is known. */
  static final long NOON = 1_767_268_800_000L;

  static final String ANY_ID = "2f7c1f3c-5a39-4d5c-9a2b-1f6f0f3d9a01";
  static final String CERTUTIL_ID = "6b1de1a4-0f4c-43f3-8a53-6f5b9b1d3c02";

  /** Three starts of one image within ten seconds. */
  static final String BURST =
      """
      title: Burst
      id: 11111111-0000-4000-8000-000000000001
      level: medium
      correlation:
        type: event_count
        rules: [2f7c1f3c-5a39-4d5c-9a2b-1f6f0f3d9a01]
        group-by: [Image]
        timespan: 10s
        condition: {gte: 3}
      """;

  /** Fewer than three starts of an image in the ten seconds after the first. */
  static final String LULL =
      """
      title: Lull
      id: 11111111-0000-4000-8000-000000000002
      level: low
      correlation:
        type: event_count
        rules: [2f7c1f3c-5a39-4d5c-9a2b-1f6f0f3d9a01]
        group-by: [Image]
        timespan: 10s
        condition: {lt: 3}
      """;

  /** A burst of an image, then another of the same. */
  static final String BURSTS =
      """
      title: Bursts
      id: 11111111-0000-4000-8000-000000000003
      level: high
      correlation:
        type: event_count
        rules: [11111111-0000-4000-8000-000000000001]
        group-by: [Image]
        timespan: 60s
        condition: {gte: 2}
      """;

  private CorrelationSamples() {}

  /**
   * The correlations of {@code documents}, each of a file of its own, as the verifier sends them.
   */
  static CorrelationsInForce inForce(long version, String... documents) {
    return inForce(version, List.of(files(documents)));
  }

  static CorrelationsInForce inForce(long version, List<SourceFile> files) {
    RuleSources sources = Samples.sources(version, files);
    CompiledRuleSet compiled = Samples.compiled(sources).set();
    if (!compiled.problems().isEmpty()) {
      throw new IllegalArgumentException(compiled.problems().toString());
    }
    return CorrelationsInForce.of(compiled.ruleSet(), sources.hash());
  }

  /** Both rules, and a file for each of {@code documents}. */
  static SourceFile[] files(String... documents) {
    SourceFile[] files = new SourceFile[documents.length + 2];
    files[0] = ANY;
    files[1] = CERTUTIL;
    for (int i = 0; i < documents.length; i++) {
      files[i + 2] = Samples.file("correlation" + i + ".yml", documents[i]);
    }
    return files;
  }

  /** The first correlation with {@code title}. */
  static CompiledCorrelation titled(CorrelationsInForce inForce, String title) {
    CorrelationSet set = inForce.correlations();
    return set.all().stream()
        .filter(c -> c.header().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /** A signal of the first input of {@code correlation}, {@code millis} after noon. */
  static SignalRecord signal(
      CompiledCorrelation correlation, String group, long millis, long version) {
    Origin origin = Origin.kafka("events", 0, millis);
    return SignalRecord.of(
        new Signal(
            correlation.definitionHash(),
            correlation.stage(),
            List.of(group),
            List.of(),
            new Contribution(NOON + millis, origin, "host", 0, null)),
        version);
  }
}
