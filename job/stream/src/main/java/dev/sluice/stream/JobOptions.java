package dev.sluice.stream;

import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.match.RuleSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the job depends on.
 *
 * @param rules rule files, directories and archives, at least one
 * @param events files of events in the order in which they are read, {@code -} for standard input,
 *     at least one
 * @param selection which rules are loaded
 * @param placeholders values for the modifier {@code expand}
 * @param decoding how bytes become events
 * @param parallelism of everything but the control stream
 * @param follow replay the events for ever, and watch the rules
 * @param eventsPerSecond of all files together, 0 for no limit
 * @param outOfOrderness how much later than the latest an event may come without being late; of no
 *     effect where files are read to their end, which puts all events in order
 * @param idleness after how long without events a source holds back no clock
 * @param allowedLateness how much later still correlations look at it
 * @param joinWait for how long the records of one event are waited for; zero: nothing is joined
 * @param ruleInterval between two looks at the rule files
 * @param checkpointInterval between two checkpoints
 * @param lineage whether events are told of the lineage of their process
 * @param alertFormat of the alerts in files and on standard output; who listens gets them as they
 *     are
 * @param directories where things are kept
 */
public record JobOptions(
    List<String> rules,
    List<String> events,
    RuleSelection selection,
    Map<String, List<String>> placeholders,
    EventDecoding decoding,
    int parallelism,
    boolean follow,
    double eventsPerSecond,
    Duration outOfOrderness,
    Duration idleness,
    Duration allowedLateness,
    Duration joinWait,
    Duration ruleInterval,
    Duration checkpointInterval,
    boolean lineage,
    AlertFormat alertFormat,
    Directories directories) {

  /** Fixed when a deployment first starts: keyed state cannot be spread wider later. */
  public static final int MAX_PARALLELISM = 1440;

  /** Name of a rule set that comes from files. */
  static final String RULE_SET = "local";

  /** How late correlations look at an event when nothing else is said. */
  public static final Duration ALLOWED_LATENESS = Duration.ofHours(1);

  private static final Duration MAX_LATENESS = Duration.ofDays(366);
  private static final Pattern URI_START = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/");

  public JobOptions {
    rules = List.copyOf(rules);
    events = List.copyOf(events);
    placeholders =
        placeholders.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    require(!rules.isEmpty(), "at least one path of rules is needed");
    require(!events.isEmpty(), "at least one file of events is needed");
    require(
        events.stream().filter(EventFileSplit::isStandardInput).count() <= 1,
        "standard input can be read only once");
    require(
        parallelism >= 1 && parallelism <= MAX_PARALLELISM,
        "parallelism must be from 1 to " + MAX_PARALLELISM + ", not " + parallelism);
    require(
        eventsPerSecond >= 0 && eventsPerSecond < Double.POSITIVE_INFINITY,
        "the rate must be 0 or more events per second, not " + eventsPerSecond);
    require(!outOfOrderness.isNegative(), "out-of-orderness must not be negative");
    requirePositive(idleness, "idleness");
    requireLateness(allowedLateness);
    requireWait(joinWait);
    requirePositive(ruleInterval, "the interval of looking at rules");
    requirePositive(checkpointInterval, "the checkpoint interval");
    require(
        directories.restoreFrom() == null || !readsStandardInput(events),
        "a run that reads standard input cannot be restored");
  }

  /**
   * Where a run keeps things. Each is a path or a URI that Flink's file systems know, and becomes a
   * URI.
   *
   * @param alerts NDJSON files of alerts, exactly once; null for no files
   * @param deadLetters NDJSON files of events that cannot be read; null for no files
   * @param checkpoints null for a temporary one
   * @param restoreFrom the savepoint or checkpoint to go on from; null to start afresh
   */
  public record Directories(
      @Nullable String alerts,
      @Nullable String deadLetters,
      @Nullable String checkpoints,
      @Nullable String restoreFrom) {

    /** Nothing is kept. */
    public static final Directories NONE = new Directories(null, null, null, null);

    public Directories {
      alerts = uriOrNull(alerts);
      deadLetters = uriOrNull(deadLetters);
      checkpoints = uriOrNull(checkpoints);
      restoreFrom = uriOrNull(restoreFrom);
    }

    private static @Nullable String uriOrNull(@Nullable String pathOrUri) {
      return pathOrUri == null ? null : uri(pathOrUri);
    }
  }

  /** Options that differ from the defaults in nothing but these. */
  public static Builder of(List<String> rules, List<String> events) {
    return new Builder(rules, events);
  }

  /**
   * Returns {@code pathOrUri} as an absolute URI, for what is relative means another place in
   * another process.
   */
  static String uri(String pathOrUri) {
    return URI_START.matcher(pathOrUri).lookingAt()
        ? pathOrUri
        : Path.of(pathOrUri).toAbsolutePath().toUri().toString();
  }

  /**
   * Whether the events have an end and can all be waited for: then the clock stands still until
   * then, and correlations see every event in its order, whatever that of the files.
   */
  boolean readsToTheEnd() {
    return !follow && !readsStandardInput();
  }

  /** Refuses what is no allowed lateness: to wait without end is to keep everything. */
  static void requireLateness(Duration lateness) {
    require(
        !lateness.isNegative() && lateness.compareTo(MAX_LATENESS) <= 0,
        "the allowed lateness must be from 0 to " + MAX_LATENESS + ", not " + lateness);
  }

  /** Refuses what is no wait for records. */
  static void requireWait(Duration wait) {
    require(
        !wait.isNegative() && wait.compareTo(JoinLimits.MAX_WAIT) <= 0,
        "the wait for records must be from 0 to " + JoinLimits.MAX_WAIT + ", not " + wait);
  }

  boolean readsStandardInput() {
    return readsStandardInput(events);
  }

  RuleSettings ruleSettings() {
    return RuleSettings.of(selection, placeholders, decoding);
  }

  private static boolean readsStandardInput(List<String> events) {
    return events.stream().anyMatch(EventFileSplit::isStandardInput);
  }

  private static void requirePositive(Duration duration, String what) {
    require(duration.toMillis() > 0, what + " must be at least a millisecond, not " + duration);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Takes options one at a time; those not given keep their default. Not thread-safe. */
  public static final class Builder {
    private final List<String> rules;
    private final List<String> events;
    private RuleSelection selection = RuleSelection.DEFAULT;
    private Map<String, List<String>> placeholders = Map.of();
    private EventDecoding decoding = EventDecoding.builtIn();
    private int parallelism = 1;
    private boolean follow;
    private double eventsPerSecond;
    private Duration outOfOrderness = Duration.ofSeconds(30);
    private Duration idleness = Duration.ofSeconds(10);
    private Duration allowedLateness = ALLOWED_LATENESS;
    private Duration joinWait = JoinLimits.WAIT;
    private Duration ruleInterval = Duration.ofMillis(500);
    private Duration checkpointInterval = Duration.ofSeconds(1);
    private boolean lineage = true;
    private AlertFormat alertFormat = AlertFormat.NATIVE;
    private Directories directories = Directories.NONE;

    private Builder(List<String> rules, List<String> events) {
      this.rules = rules;
      this.events = events;
    }

    public Builder selection(RuleSelection chosen) {
      selection = chosen;
      return this;
    }

    public Builder placeholders(Map<String, List<String>> table) {
      placeholders = table;
      return this;
    }

    public Builder decoding(EventDecoding chosen) {
      decoding = chosen;
      return this;
    }

    public Builder parallelism(int chosen) {
      parallelism = chosen;
      return this;
    }

    public Builder follow(boolean chosen) {
      follow = chosen;
      return this;
    }

    public Builder eventsPerSecond(double chosen) {
      eventsPerSecond = chosen;
      return this;
    }

    public Builder outOfOrderness(Duration chosen) {
      outOfOrderness = chosen;
      return this;
    }

    public Builder idleness(Duration chosen) {
      idleness = chosen;
      return this;
    }

    public Builder allowedLateness(Duration chosen) {
      allowedLateness = chosen;
      return this;
    }

    public Builder joinWait(Duration chosen) {
      joinWait = chosen;
      return this;
    }

    public Builder ruleInterval(Duration chosen) {
      ruleInterval = chosen;
      return this;
    }

    public Builder checkpointInterval(Duration chosen) {
      checkpointInterval = chosen;
      return this;
    }

    public Builder lineage(boolean chosen) {
      lineage = chosen;
      return this;
    }

    public Builder alertFormat(AlertFormat chosen) {
      alertFormat = chosen;
      return this;
    }

    public Builder directories(Directories chosen) {
      directories = chosen;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException when one of them makes no sense
     */
    public JobOptions build() {
      return new JobOptions(
          rules,
          events,
          selection,
          placeholders,
          decoding,
          parallelism,
          follow,
          eventsPerSecond,
          outOfOrderness,
          idleness,
          allowedLateness,
          joinWait,
          ruleInterval,
          checkpointInterval,
          lineage,
          alertFormat,
          directories);
    }
  }
}
