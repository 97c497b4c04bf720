package dev.sluice.stream;

import dev.sluice.stream.control.AdmissionSettings;
import java.time.Duration;

/**
 * What a deployment of the job depends on.
 *
 * @param admission whose rule sets come into force
 * @param rules how they are compiled and events are read
 * @param alerts how many alerts a rule may raise
 * @param lineage whether events are told of the lineage of their process
 * @param hostGroups of which coverage is said
 * @param allowedLateness how long after the watermark has passed its time correlations look at an
 *     event
 * @param checkpointInterval between two checkpoints, after which alerts become visible
 * @param bootstrapTimeout how long the start waits for a rule set
 * @param allowEmpty whether to start without a rule when no set has ever been proposed
 */
record KafkaJobOptions(
    KafkaOptions kafka,
    AdmissionSettings admission,
    RuleSettings rules,
    AlertLimits alerts,
    boolean lineage,
    HostGroups hostGroups,
    Duration allowedLateness,
    Duration checkpointInterval,
    Duration bootstrapTimeout,
    boolean allowEmpty) {

  KafkaJobOptions {
    JobOptions.requireLateness(allowedLateness);
  }
}
