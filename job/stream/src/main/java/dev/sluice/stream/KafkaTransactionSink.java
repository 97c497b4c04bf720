package dev.sluice.stream;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's sink of transactions, whose writer also closes what it opened.
 *
 * <p>To look for transactions that were left open, the writer of connector 5.0.0 makes a client
 * that it never closes. Each start of a task would leave a thread behind, and with the thread the
 * classes of the job.
 */
final class KafkaTransactionSink
    implements TwoPhaseCommittingStatefulSink<OutboundRecord, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<OutboundRecord> sink;

  KafkaTransactionSink(KafkaSink<OutboundRecord> sink) {
    this.sink = sink;
  }

  @Override
  public Writer createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public Writer restoreWriter(WriterInitContext context, Collection<KafkaWriterState> recovered)
      throws IOException {
    TwoPhaseCommittingStatefulSink<OutboundRecord, KafkaWriterState, KafkaCommittable> opened =
        sink;
    return new Writer(opened.restoreWriter(context, recovered));
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return sink.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }

  /** The connector's writer, and in the end its forgotten client. */
  static final class Writer
      implements PrecommittingStatefulSinkWriter<
          OutboundRecord, KafkaWriterState, KafkaCommittable> {
    private final PrecommittingStatefulSinkWriter<
            OutboundRecord, KafkaWriterState, KafkaCommittable>
        writer;

    Writer(
        PrecommittingStatefulSinkWriter<OutboundRecord, KafkaWriterState, KafkaCommittable>
            writer) {
      this.writer = writer;
    }

    @Override
    public void write(OutboundRecord record, Context context)
        throws IOException, InterruptedException {
      writer.write(record, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
      return writer.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
      return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() throws Exception {
      try (AutoCloseable forgotten = forgotten()) {
        writer.close();
      }
    }

    private AutoCloseable forgotten() throws ReflectiveOperationException {
      Field client = writer.getClass().getDeclaredField("adminClient");
      client.setAccessible(true);
      return client.get(writer) instanceof AutoCloseable opened ? opened : () -> {};
    }
  }
}
