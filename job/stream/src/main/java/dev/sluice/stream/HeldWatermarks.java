package dev.sluice.stream;

import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes everything on, and holds watermarks back by a time.
 *
 * <p>An event that is joined of records is judged when the watermark has passed its time by the
 * wait. What it gives would be late for all that look at watermarks; behind this it is on time.
 */
final class HeldWatermarks<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1;

  private final long millis;

  HeldWatermarks(Duration time) {
    this.millis = time.toMillis();
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  /** The last watermark says that nothing follows, and is not held back. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean last = mark.getTimestamp() == Long.MAX_VALUE;
    boolean safe = mark.getTimestamp() >= Long.MIN_VALUE + millis;
    super.processWatermark(last || !safe ? mark : new Watermark(mark.getTimestamp() - millis));
  }
}
