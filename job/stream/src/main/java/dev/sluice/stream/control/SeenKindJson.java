package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.review.HostSketch;
import dev.sluice.engine.review.SeenKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The JSON form of what was seen of one kind of event. */
final class SeenKindJson {
  private static final int SKETCH_BYTES = 512;

  /** Rules and events name what they like. */
  private static final JsonForm<String> TEXT = JsonForms.text(new TextForm("a text", text -> true));

  private static final JsonForm<Long> COUNT = JsonForms.integer(0, Long.MAX_VALUE);
  private static final JsonForm<List<String>> FIELDS = JsonForms.list(TEXT, Integer.MAX_VALUE);

  private static final JsonKey<String> PRODUCT = JsonKey.optional("product", TEXT);
  private static final JsonKey<String> CATEGORY = JsonKey.optional("category", TEXT);
  private static final JsonKey<String> SERVICE = JsonKey.optional("service", TEXT);
  private static final JsonForm<LogSource> LOG_SOURCE =
      JsonObjectForm.open(
          fields ->
              new LogSource(fields.find(PRODUCT), fields.find(CATEGORY), fields.find(SERVICE)),
          PRODUCT,
          CATEGORY,
          SERVICE);

  private static final JsonKey<List<LogSource>> LOG_SOURCES =
      JsonKey.required("logSources", JsonForms.list(LOG_SOURCE, Integer.MAX_VALUE));
  private static final JsonKey<Long> EVENTS = JsonKey.required("events", COUNT);
  private static final JsonKey<Long> LOOKED = JsonKey.required("looked", COUNT);
  private static final JsonKey<List<String>> PRESENT = JsonKey.required("present", FIELDS);
  private static final JsonKey<List<String>> ABSENT = JsonKey.required("absent", FIELDS);
  private static final JsonKey<byte[]> HOSTS = JsonKey.required("hosts", JsonForms.base64());

  static final JsonForm<SeenKind> FORM =
      JsonObjectForm.open(
          fields ->
              new SeenKind(
                  new LinkedHashSet<>(fields.get(LOG_SOURCES)),
                  fields.get(EVENTS),
                  fields.get(LOOKED),
                  new LinkedHashSet<>(fields.get(PRESENT)),
                  new LinkedHashSet<>(fields.get(ABSENT)),
                  HostSketch.of(inflated(fields))),
          LOG_SOURCES,
          EVENTS,
          LOOKED,
          PRESENT,
          ABSENT,
          HOSTS);

  private SeenKindJson() {}

  static void write(JsonGenerator json, SeenKind kind) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(LOG_SOURCES.name());
    for (LogSource source : kind.logSources()) {
      json.writeStartObject();
      writeUnlessNull(json, PRODUCT.name(), source.product());
      writeUnlessNull(json, CATEGORY.name(), source.category());
      writeUnlessNull(json, SERVICE.name(), source.service());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField(EVENTS.name(), kind.events());
    json.writeNumberField(LOOKED.name(), kind.looked());
    JsonBytes.writeTexts(json, PRESENT.name(), kind.present());
    JsonBytes.writeTexts(json, ABSENT.name(), kind.absent());
    json.writeFieldName(HOSTS.name());
    json.writeBinary(deflated(kind.hosts().toBytes()));
    json.writeEndObject();
  }

  private static void writeUnlessNull(JsonGenerator json, String key, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(key, text);
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
      deflating.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /** What is longer than a sketch is none. */
  private static byte[] inflated(JsonFields fields) throws BadJsonException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(fields.get(HOSTS));
      byte[] bytes = new byte[SKETCH_BYTES];
      int length = inflater.inflate(bytes);
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      throw fields.malformed("'hosts' is not deflated", "");
    } finally {
      inflater.end();
    }
  }
}
