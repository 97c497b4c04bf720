package dev.sluice.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Judges the events of hot hosts before they come to the one subtask that has their state, on all
 * processors of the machine, and marks those that are silent: see {@link RawEvent#silentUnder}.
 *
 * <p>Without it a host with half of all events holds back the job, for all of them are judged on
 * one thread, and the sources wait for it. Silence needs no state: most events ask for no lineage
 * and fire no rule. The others go their way unmarked and are judged where their state is, as are
 * all when the rules there are other ones.
 *
 * <p>Behind the source and on its thread. Events of a host keep their order, watermarks and
 * barriers their place; nothing waits in a checkpoint. Not used for hosts of whose events most are
 * not silent.
 */
final class JudgeAhead extends AbstractStreamOperator<RawEvent>
    implements OneInputStreamOperator<RawEvent, RawEvent>, BoundedOneInput {
  static final String AHEAD = "eventsJudgedAhead";
  static final String SILENT = "eventsSilentAhead";

  private static final long serialVersionUID = 1;

  /** So many of a thousand events judged ahead must be silent, else it is not worth it. */
  private static final int WORTH_PER_MILLE = 500;

  private final RuleSettings settings;
  private final transient MailboxExecutor mailbox;
  private final transient SharedThreads.Use threads = AheadThreads.acquire();
  private final transient Counter ahead;
  private final transient Counter silent;
  private final transient HotHosts hosts = new HotHosts();

  /** In the order of the events; the head comes out first. */
  private final transient Deque<CompletableFuture<List<StreamRecord<RawEvent>>>> flying =
      new ArrayDeque<>();

  private transient AheadBatch waiting = new AheadBatch();
  private transient long aheadBefore;
  private transient long silentBefore;

  private JudgeAhead(StreamOperatorParameters<RawEvent> parameters, RuleSettings settings) {
    super(parameters);
    this.settings = settings;
    this.mailbox = parameters.getMailboxExecutor();
    this.ahead = metrics.counter(AHEAD);
    this.silent = metrics.counter(SILENT);
  }

  /** Adds it behind {@code events}; the uid is left to the caller. */
  static SingleOutputStreamOperator<RawEvent> behind(
      DataStream<RawEvent> events, RuleSettings settings) {
    return events.transform("judge ahead", StreamTypes.RAW_EVENT, factory(settings));
  }

  static OneInputStreamOperatorFactory<RawEvent, RawEvent> factory(RuleSettings settings) {
    return new Factory(settings);
  }

  /** How many events were judged here in this attempt. */
  long judgedAhead() {
    return ahead.getCount();
  }

  private static final class Factory extends AbstractStreamOperatorFactory<RawEvent>
      implements OneInputStreamOperatorFactory<RawEvent, RawEvent> {
    private static final long serialVersionUID = 1;

    private final RuleSettings settings;

    Factory(RuleSettings settings) {
      this.settings = settings;
    }

    // Flink's own signature.
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"})
    @Override
    public <T extends StreamOperator<RawEvent>> T createStreamOperator(
        StreamOperatorParameters<RawEvent> parameters) {
      return (T) new JudgeAhead(parameters, settings);
    }

    @Override
    public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader classLoader) {
      return JudgeAhead.class;
    }
  }

  @Override
  public void processElement(StreamRecord<RawEvent> element) throws Exception {
    RawEvent event = element.getValue();
    if (hosts.isHot(event.host()) && event.record() == null && event.error() == null) {
      take(element);
    } else {
      output.collect(element);
    }
    if (hosts.add(event.host())) {
      review();
    }
  }

  /** At a moment at which no event is on its way, for those of a host must keep their order. */
  private void review() throws Exception {
    drain();
    long judged = ahead.getCount() - aheadBefore;
    boolean isWorthIt = (silent.getCount() - silentBefore) * 1000 >= judged * WORTH_PER_MILLE;
    aheadBefore = ahead.getCount();
    silentBefore = silent.getCount();
    hosts.review(isWorthIt);
  }

  private void take(StreamRecord<RawEvent> element) throws Exception {
    waiting.add(element);
    if (flying.isEmpty() || waiting.isFull()) {
      fly();
    }
    if (flying.size() > 4 * AheadThreads.COUNT) {
      land();
    }
  }

  private void fly() {
    AheadBatch batch = waiting;
    waiting = new AheadBatch();
    CompletableFuture<List<StreamRecord<RawEvent>>> judged =
        threads.run(() -> batch.judged(settings));
    flying.add(judged);
    var unused =
        judged.whenComplete(
            (events, failure) -> mailbox.execute(this::landThoseThatAreReady, "judged ahead"));
  }

  private void landThoseThatAreReady() throws Exception {
    while (!flying.isEmpty() && flying.element().isDone()) {
      land();
    }
    if (flying.isEmpty() && !waiting.isEmpty()) {
      fly();
    }
  }

  /** Waits for the head, and passes it on. */
  private void land() throws Exception {
    for (StreamRecord<RawEvent> event : flying.remove().get()) {
      ahead.inc();
      if (event.getValue().silentUnder() != RawEvent.NOT_JUDGED) {
        silent.inc();
      }
      output.collect(event);
    }
  }

  private void drain() throws Exception {
    if (!waiting.isEmpty()) {
      fly();
    }
    while (!flying.isEmpty()) {
      land();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    drain();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    drain();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    drain();
  }

  @Override
  public void endInput() throws Exception {
    drain();
  }

  @Override
  public void close() throws Exception {
    threads.close();
    super.close();
  }
}
