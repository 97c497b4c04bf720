package dev.sluice.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A list of splits: their number and version, then each with its length. */
final class SplitListSerializer<S extends SourceSplit>
    implements SimpleVersionedSerializer<List<S>> {
  private static final int VERSION = 1;

  private final SimpleVersionedSerializer<S> splits;

  SplitListSerializer(SimpleVersionedSerializer<S> splits) {
    this.splits = splits;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<S> list) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeInt(splits.getVersion());
    out.writeInt(list.size());
    for (S split : list) {
      byte[] bytes = splits.serialize(split);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public List<S> deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("unknown version " + version + " of a list of splits");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int splitVersion = in.readInt();
    int size = in.readInt();
    List<S> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] split = new byte[in.readInt()];
      in.readFully(split);
      list.add(splits.deserialize(splitVersion, split));
    }
    return list;
  }
}
