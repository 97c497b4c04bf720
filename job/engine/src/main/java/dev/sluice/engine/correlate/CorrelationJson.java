package dev.sluice.engine.correlate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.AlertHeader;
import dev.sluice.engine.sigma.Comparison;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes a set of correlations as JSON, which is what a running job keeps of them. */
final class CorrelationJson {
  /** Of the form; one that reads it must know it. */
  static final int VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private CorrelationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Equal sets give equal bytes. */
  static byte[] write(CorrelationSet set) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      new CorrelationJson(json).set(set);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private void set(CorrelationSet set) throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    json.writeArrayFieldStart("correlations");
    for (CompiledCorrelation correlation : set.all()) {
      json.writeStartObject();
      header(correlation.header());
      definition(correlation.definition());
      json.writeStringField("definitionHash", correlation.definitionHash());
      json.writeNumberField("stage", correlation.stage());
      json.writeBooleanField("silent", correlation.silent());
      treatment(correlation.treatment());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("silencers");
    for (Map.Entry<String, String> silencer : new TreeMap<>(set.silencers()).entrySet()) {
      json.writeStringField(silencer.getKey(), silencer.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void header(AlertHeader header) throws IOException {
    json.writeObjectFieldStart("header");
    json.writeStringField("id", header.id());
    json.writeStringField("title", header.title());
    json.writeStringField("status", header.status());
    json.writeStringField("level", header.level());
    json.writeStringField("description", header.description());
    json.writeStringField("author", header.author());
    texts("tags", header.tags());
    texts("references", header.references());
    texts("falsePositives", header.falsePositives());
    json.writeStringField("path", header.path());
    json.writeStringField("contentHash", header.contentHash());
    json.writeEndObject();
  }

  private void definition(CorrelationDefinition definition) throws IOException {
    json.writeObjectFieldStart("definition");
    json.writeStringField("correlationId", definition.correlationId());
    json.writeStringField("type", definition.type().name());
    json.writeArrayFieldStart("inputs");
    for (CorrelationDefinition.Input input : definition.inputs()) {
      json.writeStartObject();
      json.writeStringField("ruleId", input.ruleId());
      texts("groupFields", input.groupFields());
      texts("valueFields", input.valueFields());
      json.writeEndObject();
    }
    json.writeEndArray();
    texts("groupBy", definition.groupBy());
    json.writeNumberField("timespanMillis", definition.timespanMillis());
    json.writeArrayFieldStart("comparisons");
    for (Comparison comparison : definition.comparisons()) {
      json.writeStartObject();
      json.writeStringField("operator", comparison.operator().name());
      json.writeStringField("value", comparison.value().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    texts("valueFields", definition.valueFields());
    json.writeStringField("percentile", definition.percentile().toString());
    terms(definition.terms());
    json.writeEndObject();
  }

  private void terms(List<CorrelationDefinition.Term> terms) throws IOException {
    json.writeArrayFieldStart("terms");
    for (CorrelationDefinition.Term term : terms) {
      json.writeStartObject();
      numbers("present", term.present());
      numbers("absent", term.absent());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void treatment(Treatment treatment) throws IOException {
    json.writeObjectFieldStart("treatment");
    json.writeStringField("mode", treatment.mode().name());
    json.writeStringField("level", treatment.level());
    json.writeStringField("expires", Objects.toString(treatment.expires(), null));
    json.writeEndObject();
  }

  private void texts(String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void numbers(String key, List<Integer> numbers) throws IOException {
    json.writeArrayFieldStart(key);
    for (int number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
