package dev.sluice.stream;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Rule files, directories and archives in the place of a control topic. Runs with parallelism 1.
 *
 * <p>When following, it proposes the whole set each time the files have changed. Otherwise it
 * proposes nothing, for the seed is all there is, and ends. A checkpoint holds the version and
 * content hash of the last proposal, so that what changed while the job was down is proposed when
 * it is back.
 */
final class RuleDirectorySource
    implements Source<ControlMessage, RuleDirectorySplit, List<RuleDirectorySplit>>,
        ResultTypeQueryable<ControlMessage> {
  private static final long serialVersionUID = 1;

  private final String ruleSet;
  private final List<String> paths;
  private final long seedVersion;
  private final String seedHash;
  private final boolean follow;
  private final Duration interval;

  /**
   * @param seedVersion version of the set that the job starts with
   * @param seedHash of the {@link RuleSnapshot} that it was made of
   * @param interval between two looks at the files
   */
  RuleDirectorySource(
      String ruleSet,
      List<String> paths,
      long seedVersion,
      String seedHash,
      boolean follow,
      Duration interval) {
    this.ruleSet = ruleSet;
    this.paths = List.copyOf(paths);
    this.seedVersion = seedVersion;
    this.seedHash = seedHash;
    this.follow = follow;
    this.interval = interval;
  }

  @Override
  public Boundedness getBoundedness() {
    return follow ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<ControlMessage, RuleDirectorySplit> createReader(
      SourceReaderContext context) {
    return new RuleDirectoryReader(ruleSet, paths, interval);
  }

  @Override
  public SplitEnumerator<RuleDirectorySplit, List<RuleDirectorySplit>> createEnumerator(
      SplitEnumeratorContext<RuleDirectorySplit> context) {
    List<RuleDirectorySplit> splits =
        follow ? List.of(new RuleDirectorySplit(seedVersion, seedHash)) : List.of();
    return restoreEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<RuleDirectorySplit, List<RuleDirectorySplit>> restoreEnumerator(
      SplitEnumeratorContext<RuleDirectorySplit> context, List<RuleDirectorySplit> unowned) {
    return new FixedSplitsEnumerator<>(context, unowned, !follow);
  }

  @Override
  public SimpleVersionedSerializer<RuleDirectorySplit> getSplitSerializer() {
    return new RuleDirectorySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<RuleDirectorySplit>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(new RuleDirectorySplitSerializer());
  }

  @Override
  public TypeInformation<ControlMessage> getProducedType() {
    return StreamTypes.CONTROL_MESSAGE;
  }
}
