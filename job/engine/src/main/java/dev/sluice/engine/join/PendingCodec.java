package dev.sluice.engine.join;

import dev.sluice.engine.event.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Pending events as bytes, for state that outlives the build that wrote it: the first byte is a
 * version.
 */
public final class PendingCodec {
  private static final int VERSION = 1;

  private PendingCodec() {}

  /** Returns the event as bytes. */
  public static byte[] encode(PendingEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.bytes() + 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(event.id());
      out.writeLong(event.timeMillis());
      out.writeInt(event.parts().size());
      for (PendingEvent.Part part : event.parts()) {
        out.writeUTF(part.type());
        out.writeUTF(part.origin().name());
        out.writeInt(part.origin().partition());
        out.writeLong(part.origin().position());
        out.writeInt(part.bytes().length);
        out.write(part.bytes());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the event that {@link #encode} made into {@code bytes}.
   *
   * @throws IllegalStateException when a version wrote them that this build does not know
   */
  public static PendingEvent decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "a pending event has version " + version + ", and this build reads version " + VERSION);
      }
      String id = in.readUTF();
      long timeMillis = in.readLong();
      int count = in.readInt();
      List<PendingEvent.Part> parts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String type = in.readUTF();
        Origin origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
        parts.add(new PendingEvent.Part(type, origin, in.readNBytes(in.readInt())));
      }
      return new PendingEvent(id, timeMillis, parts);
    } catch (IOException e) {
      throw new IllegalStateException("a pending event is damaged", e);
    }
  }
}
