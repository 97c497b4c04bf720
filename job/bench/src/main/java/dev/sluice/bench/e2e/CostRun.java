package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One run of {@link JobCost}: each option is a factor, and its default that of the base case. */
final class CostRun {
  static final String STARTER = "starter";
  static final String ALL = "all";

  /** Where state is kept while the job runs. */
  enum Backend {
    HASHMAP,
    ROCKSDB;

    /** As Flink has it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--rules",
      paramLabel = "SET",
      description =
          "all: of SigmaHQ; starter: those that are shipped; or a number of SigmaHQ's, beyond all"
              + " of them mutated copies. Default: all.")
  private String rules = ALL;

  @Option(
      names = "--no-correlations",
      description = "Leave out the correlations of the starter pack, and the rules beside them.")
  private boolean noCorrelations;

  @Option(names = "--hosts", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int hosts = 1000;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description =
          "Processes that start on each host before anything is measured; default ${DEFAULT-VALUE}.")
  private int starts = 10;

  @Option(
      names = "--skew",
      paramLabel = "SHARE",
      description = "Share of the events that one host has; default ${DEFAULT-VALUE}.")
  private double skew;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Backend backend = Backend.HASHMAP;

  @Option(names = "--parallelism", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism = 2;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Written before the job starts, for warm-up and full speed; default ${DEFAULT-VALUE}.")
  private int events = 5_000_000;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "At least so long; default ${DEFAULT-VALUE}.")
  private int warmUp = 60;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "Measured at full speed; default ${DEFAULT-VALUE}.")
  private int drain = 70;

  @Option(
      names = "--paced",
      paramLabel = "SECONDS",
      description = "Measured at a steady rate; default ${DEFAULT-VALUE}.")
  private int paced = 65;

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      description = "The steady rate as a share of full speed; default ${DEFAULT-VALUE}.")
  private double load = 0.5;

  CostRun() {}

  /**
   * Reads a list: a line has the options of a run, and what follows a {@code #} is for people.
   *
   * @throws ParameterException when a line has other options, or values that make no sense
   */
  static List<CostRun> list(Path file) throws IOException {
    List<CostRun> runs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String options = line.replaceFirst("#.*", "").strip();
      if (!options.isEmpty()) {
        runs.add(of(options.split("\\s+")));
      }
    }
    return runs;
  }

  /** The run that {@code options} say. */
  static CostRun of(String... options) {
    CostRun run = new CostRun();
    CommandLine command = new CommandLine(run);
    command.setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
    run.check(command);
    return run;
  }

  /** Refuses what makes no sense. */
  void check(CommandLine command) {
    boolean known = rules.equals(ALL) || rules.equals(STARTER) || rules.matches("\\d{1,6}");
    boolean counts = events >= 0 && starts >= 0 && parallelism > 0;
    boolean times = warmUp >= 0 && drain > 0 && paced > 0 && load > 0 && load <= 1;
    boolean shares = skew >= 0 && skew <= 1 && hosts >= 1 && hosts <= 1_000_000;
    if (!known || !counts || !times || !shares) {
      throw new ParameterException(command, "a run that makes no sense: " + this);
    }
  }

  String rules() {
    return rules;
  }

  boolean correlations() {
    return !noCorrelations;
  }

  int hosts() {
    return hosts;
  }

  int starts() {
    return starts;
  }

  double skew() {
    return skew;
  }

  Backend backend() {
    return backend;
  }

  int parallelism() {
    return parallelism;
  }

  int events() {
    return events;
  }

  int warmUpSeconds() {
    return warmUp;
  }

  int drainSeconds() {
    return drain;
  }

  int pacedSeconds() {
    return paced;
  }

  double load() {
    return load;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "rules %s, correlations %s, %d hosts, %d starts, skew %.2f, %s, parallelism %d",
        rules,
        noCorrelations ? "off" : "on",
        hosts,
        starts,
        skew,
        backend.label(),
        parallelism);
  }
}
