package dev.sluice.engine.correlate;

import dev.sluice.engine.event.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals as bytes, for state that outlives the build that wrote it: the first byte is a version.
 */
public final class SignalCodec {
  private static final int VERSION = 1;

  private SignalCodec() {}

  /** Returns the signal as bytes. */
  public static byte[] encode(Signal signal) {
    StateWriter writer = new StateWriter();
    writer.writeByte(VERSION);
    writer.writeText(signal.definition());
    writer.writeLong(signal.stage());
    writeTexts(writer, signal.group());
    writeTexts(writer, signal.values());
    Contribution from = signal.from();
    writer.writeSigned(from.timeMillis());
    writer.writeText(from.origin().name());
    writer.writeSigned(from.origin().partition());
    writer.writeSigned(from.origin().position());
    writeNullable(writer, from.host());
    writer.writeLong(from.input());
    writeNullable(writer, from.alertId());
    return writer.toBytes();
  }

  /**
   * Returns the signal that {@link #encode} made into {@code bytes}.
   *
   * @throws IllegalStateException when a version wrote them that this build does not know
   */
  public static Signal decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, 0);
    reader.readVersion(VERSION, "a signal");
    String definition = reader.readText();
    int stage = reader.readInt();
    List<String> group = readTexts(reader);
    List<String> values = readTexts(reader);
    long timeMillis = reader.readSigned();
    Origin origin = new Origin(reader.readText(), (int) reader.readSigned(), reader.readSigned());
    String host = readNullable(reader);
    int input = reader.readInt();
    String alertId = readNullable(reader);
    return new Signal(
        definition,
        stage,
        group,
        values,
        new Contribution(timeMillis, origin, host, input, alertId));
  }

  private static void writeTexts(StateWriter writer, List<String> texts) {
    writer.writeLong(texts.size());
    texts.forEach(writer::writeText);
  }

  private static List<String> readTexts(StateReader reader) {
    int size = reader.readInt();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(reader.readText());
    }
    return texts;
  }

  private static void writeNullable(StateWriter writer, @Nullable String text) {
    writer.writeByte(text == null ? 0 : 1);
    if (text != null) {
      writer.writeText(text);
    }
  }

  private static @Nullable String readNullable(StateReader reader) {
    return reader.readByte() == 0 ? null : reader.readText();
  }
}
