package dev.sluice.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.stream.OutboundRecord.Destination;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands on the overflow topic: alerts as they are, with {@code overflow} saying why they are
 * here, and summaries, which have a {@code kind}.
 */
final class OverflowRecords {
  /** How much longer an alert becomes here at most; the limit of alerts must leave room for it. */
  static final int MARK_BYTES = 24;

  private static final String SUMMARY = "SUPPRESSED";
  private static final int SUMMARY_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private OverflowRecords() {}

  /** An alert, keyed by its host. */
  static OutboundRecord of(Alert alert, OverflowReason reason) {
    byte[] value = marked(alert.json(), reason);
    return new OutboundRecord(Destination.ALERTS_OVERFLOW, alert.host(), value, alert.alertId());
  }

  /** A summary, keyed by the host of its alerts. */
  static OutboundRecord of(SuppressionSummary summary) {
    return new OutboundRecord(Destination.ALERTS_OVERFLOW, summary.host(), json(summary), null);
  }

  /** The object {@code json} with one member more. */
  private static byte[] marked(byte[] json, OverflowReason reason) {
    int end = json.length - 1;
    if (json[end] != '}') {
      throw new IllegalArgumentException("an alert is one JSON object and nothing behind it");
    }
    byte[] mark = (",\"overflow\":\"" + reason.word() + "\"}").getBytes(StandardCharsets.US_ASCII);
    byte[] out = Arrays.copyOf(json, end + mark.length);
    System.arraycopy(mark, 0, out, end, mark.length);
    return out;
  }

  /** By way of a text, for UTF-8 has no form for half a surrogate pair. */
  private static byte[] json(SuppressionSummary summary) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SUMMARY_VERSION);
      json.writeStringField("kind", SUMMARY);
      json.writeObjectFieldStart("rule");
      json.writeStringField("id", summary.ruleId());
      json.writeStringField("level", summary.level());
      json.writeEndObject();
      json.writeStringField("host", cut(summary.host()));
      json.writeStringField("firstAlertId", summary.firstAlertId());
      json.writeStringField("from", summary.from().toString());
      json.writeStringField("to", summary.to().toString());
      json.writeNumberField("count", summary.count());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String host) {
    return host.length() <= RecordBounds.MAX_KEY_CHARACTERS
        ? host
        : host.substring(0, RecordBounds.MAX_KEY_CHARACTERS);
  }
}
