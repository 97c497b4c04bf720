package dev.sluice.stream;

import java.time.Duration;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Files of one JSON object a line that appear with each checkpoint, exactly once. */
final class NdjsonFiles {
  private static final Duration BUCKET_CHECK = Duration.ofMinutes(1);

  private NdjsonFiles() {}

  /**
   * Returns a sink whose finished files are {@code directory/<prefix>-*.ndjson}; all others are
   * unfinished.
   */
  static <T> FileSink<T> sink(String directory, String prefix, Encoder<T> lines) {
    return FileSink.forRowFormat(new Path(directory), lines)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withBucketCheckInterval(BUCKET_CHECK.toMillis())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig(prefix, ".ndjson"))
        .build();
  }
}
