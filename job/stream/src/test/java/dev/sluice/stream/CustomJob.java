package dev.sluice.stream;

import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs graphs that are made of the job's parts and of others. */
final class CustomJob {
  private CustomJob() {}

  /** Submits the graph that {@code build} draws, with the settings of the job. */
  static JobID submit(
      LocalCluster cluster,
      JobOptions options,
      BiConsumer<StreamExecutionEnvironment, SluiceJob> build)
      throws Exception {
    RuleSeed seed = RuleSeed.read(JobOptions.RULE_SET, options.rules(), options.ruleSettings());
    Configuration settings = SluiceJob.configuration(options);
    settings.addAll(cluster.jobSettings());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(options.parallelism());
    build.accept(env, new SluiceJob(options, seed));
    return cluster
        .miniCluster()
        .submitJob(env.getStreamGraph())
        .get(30, TimeUnit.SECONDS)
        .getJobID();
  }
}
