package dev.sluice.stream;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job.
 *
 * <p>Each part is a method of its own, so that another source or sink takes the place of one
 * without the rest. Every operator has a uid, without which its state could not be found again
 * after a change of the graph.
 */
public final class SluiceJob {
  private static final int TOLERABLE_FAILED_CHECKPOINTS = 10;

  private final JobOptions options;
  private final RuleSeed seed;

  SluiceJob(JobOptions options, RuleSeed seed) {
    this.options = options;
    this.seed = seed;
  }

  /**
   * Adds the job to {@code env}, with the rules as they are now; alerts go to standard output or to
   * files.
   *
   * @throws IOException when the rules cannot be read
   */
  public static void build(StreamExecutionEnvironment env, JobOptions options) throws IOException {
    env.configure(configuration(options));
    RuleSeed seed = RuleSeed.read(JobOptions.RULE_SET, options.rules(), options.ruleSettings());
    new SluiceJob(options, seed).build(env, JobSinks.standard(options));
  }

  /** The settings that belong to the job rather than to the cluster. */
  static Configuration configuration(JobOptions options) {
    Configuration settings = configuration("sluice", options.checkpointInterval());
    keep(options.directories(), settings);
    return settings;
  }

  /** The settings that every job has. */
  static Configuration configuration(String name, Duration checkpointInterval) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, name);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // All records are immutable, so that chained operators may share them.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, JobOptions.MAX_PARALLELISM);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // Checkpoints fail while tasks start.
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    return settings;
  }

  private static void keep(JobOptions.Directories directories, Configuration settings) {
    String checkpoints = directories.checkpoints();
    if (checkpoints != null) {
      settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
      // Whoever names a place wants to go on from there, also after Ctrl-C.
      settings.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    String restoreFrom = directories.restoreFrom();
    if (restoreFrom != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
    }
  }

  void build(StreamExecutionEnvironment env, JobSinks sinks) {
    build(events(env), rules(env), sinks);
  }

  /** The job from its sources on. */
  void build(
      DataStream<RawEvent> events,
      SingleOutputStreamOperator<RuleBroadcast> rules,
      JobSinks sinks) {
    SingleOutputStreamOperator<Alert> detect = detect(events, rules);
    Correlations correlations =
        Correlations.add(
            detect,
            rules,
            new Correlations.Settings(
                seed.correlations(),
                options.joinWait(),
                options.allowedLateness(),
                Integer.MAX_VALUE),
            options.parallelism());
    detect.sinkTo(sinks.alerts()).uid("alerts").name("alerts");
    correlations
        .alerts()
        .sinkTo(sinks.alerts())
        .uid("correlation-alerts")
        .name("correlation alerts");
    detect
        .getSideOutput(DetectFunction.UNDECODABLE)
        .sinkTo(sinks.deadLetters())
        .uid("dead-letters")
        .name("dead letters");
    rules
        .getSideOutput(RuleVerifier.STATUS)
        .union(detect.getSideOutput(DetectFunction.ACKS), correlations.acks())
        .sinkTo(sinks.status())
        .setParallelism(1)
        .uid("rule-status")
        .name("rule status");
  }

  DataStream<RawEvent> events(StreamExecutionEnvironment env) {
    WatermarkStrategy<RawEvent> clock =
        options.readsToTheEnd()
            ? EventWatermarks.none()
            : EventWatermarks.strategy(
                options.outOfOrderness(), options.joinWait(), options.idleness());
    EventFileSource source =
        new EventFileSource(
            options.events(), options.decoding(), options.follow(), options.eventsPerSecond());
    return env.fromSource(source, clock, "events")
        .setParallelism(options.parallelism())
        .uid("events");
  }

  /** The rule sets that are to come into force after the seed. */
  SingleOutputStreamOperator<RuleBroadcast> rules(StreamExecutionEnvironment env) {
    RuleDirectorySource source =
        new RuleDirectorySource(
            JobOptions.RULE_SET,
            options.rules(),
            RuleSeed.VERSION,
            seed.snapshotHash(),
            options.follow(),
            options.ruleInterval());
    DataStream<ControlMessage> files =
        env.fromSource(source, ControlWatermarks.strategy(), "rules")
            .setParallelism(1)
            .uid("rules");
    DataStream<ControlMessage> ticks =
        env.fromSource(
                new TickSource(!options.follow()), ControlWatermarks.strategy(), "rule ticks")
            .setParallelism(1)
            .uid("rule-ticks");
    int refused = seed.status().counted().refused();
    return files
        .union(ticks)
        .process(
            new RuleVerifier(
                options.ruleSettings(), null, seed.update(), KafkaSeed.Said.NOTHING, refused))
        .returns(StreamTypes.RULE_BROADCAST)
        .setParallelism(1)
        .uid(RuleVerifier.UID)
        .name("rollout");
  }

  private SingleOutputStreamOperator<Alert> detect(
      DataStream<RawEvent> events, DataStream<RuleBroadcast> rules) {
    return events
        .keyBy(RawEvent::host, Types.STRING)
        .connect(rules.broadcast(RuleState.MANIFEST, RuleState.SEGMENTS))
        .process(
            new DetectFunction(
                options.ruleSettings(),
                new DetectLimits(null, Integer.MAX_VALUE, options.joinWait(), options.lineage()),
                seed.update()),
            StreamTypes.ALERT)
        .setParallelism(options.parallelism())
        .uid(DetectFunction.UID)
        .name("detect");
  }
}
