package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.event.Origin;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Where an event was read, as alerts and what goes aside say it. */
public final class OriginJson {

  private OriginJson() {}

  /**
   * Writes the member {@code origin} of a Kafka record, {@code source} of a document of a file. A
   * file is named by its last part: the whole path is part of the alertId.
   *
   * @param shortened bounds the name of a file
   */
  public static void write(JsonGenerator json, Origin origin, UnaryOperator<String> shortened)
      throws IOException {
    if (origin.isFile()) {
      json.writeObjectFieldStart("source");
      json.writeStringField("file", shortened.apply(lastPart(origin.name())));
      json.writeNumberField("line", origin.position());
    } else {
      json.writeObjectFieldStart("origin");
      json.writeStringField("topic", origin.name());
      json.writeNumberField("partition", origin.partition());
      json.writeNumberField("offset", origin.position());
    }
    json.writeEndObject();
  }

  private static String lastPart(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
