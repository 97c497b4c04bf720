package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import dev.sluice.stream.RawEvent.Clock;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Events between operators: every event passes here, and Flink's own serializer of records takes
 * twice as long.
 *
 * <p>No state holds them, so that their form may change with the job. Texts are written as Flink
 * writes them, which keeps half a surrogate: the key must arrive as it was.
 */
final class RawEventSerializer extends TypeSerializerSingleton<RawEvent> {
  static final RawEventSerializer INSTANCE = new RawEventSerializer();

  private static final long serialVersionUID = 1;
  private static final RawEvent NOTHING =
      new RawEvent(
          new byte[0], "", EventClock.NO_TIME, Clock.STAYS, Origin.file("", 0), null, null);
  private static final List<Clock> CLOCKS = List.of(Clock.values());
  private static final List<DeadLetter.Reason> REASONS = List.of(DeadLetter.Reason.values());
  private static final int CLOCK = 3;
  private static final int HAS_RECORD = 4;
  private static final int HAS_ERROR = 8;
  private static final int IS_SILENT = 16;

  @Override
  public void serialize(RawEvent event, DataOutputView out) throws IOException {
    RecordKey record = event.record();
    DeadLetter error = event.error();
    out.writeByte(
        CLOCKS.indexOf(event.clock())
            | (record == null ? 0 : HAS_RECORD)
            | (error == null ? 0 : HAS_ERROR)
            | (event.silentUnder() == RawEvent.NOT_JUDGED ? 0 : IS_SILENT));
    out.writeInt(event.bytes().length);
    out.write(event.bytes());
    StringValue.writeString(event.host(), out);
    out.writeLong(event.timeMillis());
    Origin origin = event.origin();
    StringValue.writeString(origin.name(), out);
    out.writeInt(origin.partition());
    out.writeLong(origin.position());
    if (record != null) {
      StringValue.writeString(record.id(), out);
      StringValue.writeString(record.type(), out);
    }
    if (error != null) {
      out.writeByte(REASONS.indexOf(error.reason()));
      StringValue.writeString(error.message(), out);
      out.writeLong(error.byteOffset());
    }
    if (event.silentUnder() != RawEvent.NOT_JUDGED) {
      out.writeLong(event.silentUnder());
    }
  }

  @Override
  public RawEvent deserialize(DataInputView in) throws IOException {
    int flags = in.readUnsignedByte();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new RawEvent(
        bytes,
        StringValue.readString(in),
        in.readLong(),
        CLOCKS.get(flags & CLOCK),
        new Origin(StringValue.readString(in), in.readInt(), in.readLong()),
        (flags & HAS_RECORD) == 0 ? null : record(in),
        (flags & HAS_ERROR) == 0 ? null : error(in),
        (flags & IS_SILENT) == 0 ? RawEvent.NOT_JUDGED : in.readLong());
  }

  private static RecordKey record(DataInputView in) throws IOException {
    return new RecordKey(StringValue.readString(in), StringValue.readString(in));
  }

  private static DeadLetter error(DataInputView in) throws IOException {
    return new DeadLetter(
        REASONS.get(in.readUnsignedByte()), StringValue.readString(in), in.readLong());
  }

  @Override
  public RawEvent deserialize(RawEvent reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RawEvent createInstance() {
    return NOTHING;
  }

  @Override
  public RawEvent copy(RawEvent event) {
    return event;
  }

  @Override
  public RawEvent copy(RawEvent event, RawEvent reuse) {
    return event;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<RawEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink asks for one of every serializer, of those that no state uses too. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawEvent> {
    /** For Flink, which reads it by its name. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
