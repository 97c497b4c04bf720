package dev.sluice.stream;

import dev.sluice.engine.correlate.CompiledCorrelation;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the graph that correlates: one operator for each stage of correlations that look at
 * each other.
 *
 * <pre>
 * detect --+- signals of stage 1 --- correlate-1 --+
 *          +- signals of stage 2 ------------------+- correlate-2 --+
 *          \- signals of stage 3 ------------------+----------------+- correlate-3
 * rollout --- correlations, ticks --- broadcast to each
 * </pre>
 */
final class Correlations {
  private final List<SingleOutputStreamOperator<Alert>> stages;

  private Correlations(List<SingleOutputStreamOperator<Alert>> stages) {
    this.stages = stages;
  }

  /**
   * What the stages depend on.
   *
   * @param seed with which a new job starts
   * @param joinWait how far behind the watermark signals come that are on time
   * @param allowedLateness how long a signal may come after the watermark has passed its time
   * @param maxAlertBytes the longest alert; a longer one lists fewer events
   */
  record Settings(
      CorrelationsInForce seed, Duration joinWait, Duration allowedLateness, int maxAlertBytes)
      implements Serializable {}

  /**
   * Adds the stages behind {@code detect}.
   *
   * @param parallelism of each
   */
  static Correlations add(
      SingleOutputStreamOperator<Alert> detect,
      SingleOutputStreamOperator<RuleBroadcast> rules,
      Settings settings,
      int parallelism) {
    BroadcastStream<CorrelationBroadcast> broadcast =
        rules.getSideOutput(RuleVerifier.CORRELATIONS).broadcast(CorrelateFunction.IN_FORCE);
    List<SingleOutputStreamOperator<Alert>> stages = new ArrayList<>();
    for (int stage = 1; stage <= CompiledCorrelation.MAX_STAGE; stage++) {
      DataStream<SignalRecord> signals =
          detect
              .getSideOutput(SignalRecord.tag(stage))
              .transform(
                  "signals of stage " + stage,
                  StreamTypes.SIGNAL_RECORD,
                  new HeldWatermarks<SignalRecord>(settings.joinWait()))
              .setParallelism(parallelism)
              .uid("signals-" + stage);
      for (SingleOutputStreamOperator<Alert> before : stages) {
        signals = signals.union(before.getSideOutput(SignalRecord.tag(stage)));
      }
      stages.add(
          signals
              .keyBy(SignalRecord::key, Types.STRING)
              .connect(broadcast)
              .process(
                  new CorrelateFunction(
                      stage, settings.allowedLateness(), settings.maxAlertBytes(), settings.seed()),
                  StreamTypes.ALERT)
              .setParallelism(parallelism)
              .uid(CorrelateFunction.uid(stage))
              .name("correlate stage " + stage));
    }
    return new Correlations(stages);
  }

  /** The alerts of all stages. */
  DataStream<Alert> alerts() {
    return union(stage -> stage);
  }

  /** What goes aside; see {@link CorrelateFunction#ASIDE}. */
  DataStream<OutboundRecord> aside() {
    return union(stage -> stage.getSideOutput(CorrelateFunction.ASIDE));
  }

  /** Who correlates by which rule set. */
  DataStream<RuleStatus> acks() {
    return union(stage -> stage.getSideOutput(CorrelateFunction.ACKS));
  }

  private <T> DataStream<T> union(
      Function<SingleOutputStreamOperator<Alert>, DataStream<T>> output) {
    return stages.stream().map(output).reduce((all, next) -> all.union(next)).orElseThrow();
  }
}
