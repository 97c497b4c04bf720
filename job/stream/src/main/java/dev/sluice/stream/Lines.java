package dev.sluice.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** The NDJSON form of what leaves the job: one object, then one line feed. */
final class Lines {
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private Lines() {}

  /** An alert in {@code format}, of any size. */
  static Encoder<Alert> alerts(AlertFormat format) {
    return (alert, out) -> {
      out.write(format.of(alert.json(), Integer.MAX_VALUE));
      out.write('\n');
    };
  }

  /** Reason, message, place and the bytes in Base64, cut to {@link UndecodableEvent#MAX_BYTES}. */
  static Encoder<UndecodableEvent> undecodableEvents() {
    return Lines::write;
  }

  /** Kind, version, hash, who says so, the numbers and the problems with their places. */
  static Encoder<RuleStatus> ruleStatus() {
    return Lines::write;
  }

  private static void write(UndecodableEvent event, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("reason", event.reason().name());
      json.writeStringField("message", event.message());
      json.writeNumberField("offset", event.offset());
      json.writeStringField("source", event.origin().name());
      json.writeNumberField("partition", event.origin().partition());
      json.writeNumberField("position", event.origin().position());
      json.writeNumberField("length", event.length());
      json.writeStringField("sha256", event.sha256());
      json.writeBooleanField("truncated", event.length() > event.bytes().length);
      json.writeBinaryField("bytes", event.bytes());
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void write(RuleStatus status, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("kind", status.kind().name());
      json.writeStringField("ruleSet", status.ruleSet());
      json.writeNumberField("version", status.version());
      json.writeStringField("hash", status.hash());
      json.writeNumberField("subtask", status.origin().subtask());
      json.writeNumberField("parallelism", status.origin().parallelism());
      json.writeNumberField("rulesActive", status.counted().active());
      json.writeNumberField("rulesRefused", status.counted().refused());
      json.writeNumberField("filesKept", status.counted().filesKept());
      json.writeArrayFieldStart("problems");
      for (SigmaError problem : status.problems()) {
        json.writeString(problem.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }
}
