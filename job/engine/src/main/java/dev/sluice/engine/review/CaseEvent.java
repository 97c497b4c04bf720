package dev.sluice.engine.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.event.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event of which claims are likely to be true: one that names its log source itself, with
 * the fields of the claims as its members. Whoever takes it evaluates it.
 */
final class CaseEvent {

  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> TEXT_MEMBERS = List.of("Message", "Text", "raw");

  private final Map<String, FieldCase> fields = new LinkedHashMap<>();
  private final FieldCase keywords = new FieldCase();
  private final List<Leaf.FieldRelation> relations = new ArrayList<>();

  private CaseEvent(List<Claim> claims) {
    claims.forEach(this::add);
  }

  /** An event, or null when no values are found. */
  static byte @Nullable [] write(LogSource source, List<Claim> claims) {
    CaseEvent event = new CaseEvent(claims);
    Map<String, Set<String>> texts = event.texts();
    return texts == null ? null : event.json(source, texts);
  }

  private void add(Claim claim) {
    boolean holds = claim.holds();
    if (claim.atom() instanceof Leaf.FieldMatches matches) {
      field(matches.field()).want(matches.valueTest(), holds);
    } else if (claim.atom() instanceof Leaf.Keyword keyword) {
      keywords.want(keyword.valueTest(), holds);
    } else if (claim.atom() instanceof Leaf.FieldExists exists && holds) {
      field(exists.field()).present();
    } else if (claim.atom() instanceof Leaf.FieldIsNull isNull) {
      if (holds) {
        field(isNull.field()).isNull();
      } else {
        field(isNull.field()).present();
      }
    } else if (claim.atom() instanceof Leaf.FieldRelation relation && holds) {
      relations.add(relation);
    }
  }

  private FieldCase field(String name) {
    return fields.computeIfAbsent(name, any -> new FieldCase());
  }

  private @Nullable Map<String, Set<String>> texts() {
    Map<String, Set<String>> texts = new LinkedHashMap<>();
    for (Map.Entry<String, FieldCase> field : fields.entrySet()) {
      List<String> own = field.getValue().texts();
      if (own == null) {
        return null;
      }
      texts.put(field.getKey(), new LinkedHashSet<>(own));
    }
    relations.forEach(relation -> relate(relation, texts));
    List<String> spoken = keywords.texts();
    if (spoken == null) {
      return null;
    }
    for (String member : TEXT_MEMBERS) {
      if (!spoken.isEmpty() && !texts.containsKey(member)) {
        texts.put(member, new LinkedHashSet<>(spoken));
        return texts;
      }
    }
    return texts;
  }

  /** Equal texts stand in every relation to each other. */
  private static void relate(Leaf.FieldRelation relation, Map<String, Set<String>> texts) {
    Set<String> left = texts.computeIfAbsent(relation.field(), name -> new LinkedHashSet<>());
    Set<String> right = texts.computeIfAbsent(relation.other(), name -> new LinkedHashSet<>());
    if (left.isEmpty()) {
      left.addAll(right.isEmpty() ? Set.of("x") : right);
    }
    right.addAll(left);
  }

  private byte @Nullable [] json(LogSource source, Map<String, Set<String>> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("logsource");
      attribute(json, "product", source.product());
      attribute(json, "category", source.category());
      attribute(json, "service", source.service());
      json.writeEndObject();
      for (Map.Entry<String, Set<String>> field : texts.entrySet()) {
        member(json, field.getKey(), field.getValue());
      }
      json.writeEndObject();
      json.flush();
      return out.toByteArray();
    } catch (IOException e) {
      // half a surrogate pair has no form in UTF-8, and writing to memory cannot fail otherwise
      return null;
    }
  }

  private static void attribute(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void member(JsonGenerator json, String name, Set<String> texts) throws IOException {
    FieldCase known = fields.getOrDefault(name, keywords);
    int values = texts.size() + (known.hasNull() ? 1 : 0);
    if (values == 0) {
      return;
    }
    json.writeFieldName(name);
    if (values > 1) {
      json.writeStartArray();
    }
    for (String text : texts) {
      if (known.isBare()) {
        json.writeRawValue(text);
      } else {
        json.writeString(text);
      }
    }
    if (known.hasNull()) {
      json.writeNull();
    }
    if (values > 1) {
      json.writeEndArray();
    }
  }
}
