package dev.sluice.stream;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: index, path, documents, base, last. */
final class EventFileSplitSerializer implements SimpleVersionedSerializer<EventFileSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EventFileSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(split.index());
    out.writeUTF(split.path());
    out.writeLong(split.documents());
    out.writeLong(split.base());
    out.writeLong(split.last());
    return out.getCopyOfBuffer();
  }

  @Override
  public EventFileSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("unknown version " + version + " of an event file split");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new EventFileSplit(
        in.readInt(), in.readUTF(), in.readLong(), in.readLong(), in.readLong());
  }
}
