package dev.sluice.stream;

import dev.sluice.engine.event.EventReader;
import java.util.ArrayList;
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
 * Events of files and of standard input; one split a file. A checkpoint holds how far each file has
 * been emitted.
 *
 * <p>A followed file starts over after its last event, with the same event times and ordinals that
 * go on.
 */
final class EventFileSource
    implements Source<RawEvent, EventFileSplit, List<EventFileSplit>>,
        ResultTypeQueryable<RawEvent> {
  private static final long serialVersionUID = 1;

  private final List<String> paths;
  private final EventDecoding decoding;
  private final boolean follow;
  private final double eventsPerSecond;

  /**
   * @param eventsPerSecond of all files together, 0 for no limit
   */
  EventFileSource(
      List<String> paths, EventDecoding decoding, boolean follow, double eventsPerSecond) {
    this.paths = List.copyOf(paths);
    this.decoding = decoding;
    this.follow = follow;
    this.eventsPerSecond = eventsPerSecond;
  }

  @Override
  public Boundedness getBoundedness() {
    return follow ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RawEvent, EventFileSplit> createReader(SourceReaderContext context) {
    EventReader reader = decoding.reader();
    EventClock clock = new EventClock(EventClock.TOLERANCE);
    double rate = eventsPerSecond / paths.size();
    return new EventFileReader(
        () ->
            new EventFileSplitReader(new EventScan(reader, clock), decoding.limits(), follow, rate),
        context);
  }

  @Override
  public SplitEnumerator<EventFileSplit, List<EventFileSplit>> createEnumerator(
      SplitEnumeratorContext<EventFileSplit> context) {
    List<EventFileSplit> splits = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      splits.add(EventFileSplit.unread(i, paths.get(i)));
    }
    return restoreEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<EventFileSplit, List<EventFileSplit>> restoreEnumerator(
      SplitEnumeratorContext<EventFileSplit> context, List<EventFileSplit> unowned) {
    return new FixedSplitsEnumerator<>(context, unowned, !follow);
  }

  @Override
  public SimpleVersionedSerializer<EventFileSplit> getSplitSerializer() {
    return new EventFileSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<EventFileSplit>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(new EventFileSplitSerializer());
  }

  @Override
  public TypeInformation<RawEvent> getProducedType() {
    return StreamTypes.RAW_EVENT;
  }
}
