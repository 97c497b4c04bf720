package dev.sluice.stream;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: version of the rule set, hash. */
final class RuleDirectorySplitSerializer implements SimpleVersionedSerializer<RuleDirectorySplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(RuleDirectorySplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(80);
    out.writeLong(split.version());
    out.writeUTF(split.hash());
    return out.getCopyOfBuffer();
  }

  @Override
  public RuleDirectorySplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("unknown version " + version + " of a rule directory split");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new RuleDirectorySplit(in.readLong(), in.readUTF());
  }
}
