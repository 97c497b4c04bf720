package dev.sluice.bench.compare;

import dev.sluice.bench.compare.EventFiles.Length;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which engines are compared, and how each is run. */
final class Engines {

  private static final String RSIGMA = "rsigma";
  private static final String RSIGMA_VERSION = "0.26.0";
  private static final String SIGMA_RUST = "sigma-rust";
  private static final String SIGMA_RUST_VERSION = "0.7.0";

  private Engines() {}

  /**
   * Returns ours first, then those of {@code wanted}.
   *
   * @param sluice class path of our command line
   */
  static List<Engine> all(
      String java, String sluice, String rsigma, String sigmaRust, Set<String> wanted) {
    List<Engine> engines = new ArrayList<>(List.of(ours(java, sluice)));
    if (wanted.contains(RSIGMA)) {
      engines.add(rsigma(rsigma, true, Length.REPEATED, "--logsource-routing"));
      engines.add(rsigma(rsigma, true, Length.MIDDLE, "--logsource-routing", "--bloom-prefilter"));
      engines.add(rsigma(rsigma, true, Length.MIDDLE, "--logsource-routing", "--cross-rule-ac"));
      engines.add(rsigma(rsigma, false, Length.MIDDLE));
    }
    if (wanted.contains(SIGMA_RUST)) {
      List<String> command = List.of(sigmaRust, Engine.RULES, Engine.EVENTS);
      engines.add(
          new Engine(
              SIGMA_RUST,
              SIGMA_RUST_VERSION,
              "routed by us",
              command,
              "rule",
              true,
              Length.TINY,
              Length.SHORT));
    }
    return engines;
  }

  private static Engine ours(String java, String sluice) {
    List<String> options =
        List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-Xmx2g", "--no-lineage");
    List<String> command =
        Stream.concat(
                Stream.concat(Stream.of(java), options.stream().filter(o -> o.startsWith("-X"))),
                Stream.of(
                    "-cp",
                    sluice,
                    "dev.sluice.cli.Main",
                    "eval",
                    "--no-lineage",
                    "--rules",
                    Engine.RULES,
                    "--events",
                    Engine.EVENTS,
                    "--output",
                    "ndjson"))
            .toList();
    return new Engine(
        "sluice",
        "java " + Runtime.version().feature(),
        String.join(" ", options),
        command,
        "rule.id",
        true,
        Length.ALL,
        Length.REPEATED);
  }

  private static Engine rsigma(String program, boolean routed, Length measured, String... flags) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    program,
                    "engine",
                    "eval",
                    "--rules",
                    Engine.RULES,
                    "--event",
                    "@" + Engine.EVENTS,
                    "--input-format",
                    "json"),
                Stream.of(flags))
            .collect(Collectors.toList());
    return new Engine(
        RSIGMA,
        RSIGMA_VERSION,
        flags.length == 0 ? "none" : String.join(" ", flags),
        command,
        "rule_id",
        routed,
        measured == Length.REPEATED ? Length.ALL : Length.SHORT,
        measured);
  }
}
