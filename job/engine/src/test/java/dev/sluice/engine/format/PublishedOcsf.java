package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The classes and objects in {@code format/ocsf.json}. */
final class PublishedOcsf implements PublishedForm {
  private final JsonNode objects = FormatCases.json("ocsf.json").path("objects");

  @Override
  public List<String> problems(JsonNode alert) {
    List<String> problems = new ArrayList<>();
    object("detection_finding", alert, "", problems);
    if (alert.path("type_uid").asInt()
        != alert.path("class_uid").asInt() * 100 + alert.path("activity_id").asInt()) {
      problems.add("type_uid is not of the class and the activity");
    }
    return problems;
  }

  private void object(String type, JsonNode value, String place, List<String> problems) {
    JsonNode published = objects.path(type);
    if (!value.isObject() || published.isMissingNode()) {
      problems.add(place + " is no " + type);
      return;
    }
    for (JsonNode required : published.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(place + " has no " + required.asText());
      }
    }
    JsonNode oneOf = published.path("atLeastOne");
    boolean hasOne = oneOf.isMissingNode();
    for (JsonNode one : oneOf) {
      hasOne |= value.has(one.asText());
    }
    if (!hasOne) {
      problems.add(place + " has none of " + oneOf);
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String at = place + "/" + member.getKey();
      attribute(
          published.path("attributes").path(member.getKey()), member.getValue(), at, problems);
    }
  }

  private void attribute(JsonNode published, JsonNode value, String at, List<String> problems) {
    if (published.isMissingNode()) {
      problems.add(at + " is not published");
    } else if (value.isArray() != published.path("list").asBoolean()) {
      problems.add(at + (value.isArray() ? " is a list" : " is no list"));
    } else if (value.isArray()) {
      value.forEach(item -> value(published, item, at, problems));
    } else {
      value(published, value, at, problems);
    }
  }

  private void value(JsonNode published, JsonNode value, String at, List<String> problems) {
    String type = published.path("type").asText();
    boolean good =
        switch (type) {
          case "string_t", "hostname_t" -> value.isTextual();
          case "integer_t" -> value.canConvertToInt() && value.isIntegralNumber();
          case "long_t", "timestamp_t" -> value.canConvertToLong() && value.isIntegralNumber();
          case "boolean_t" -> value.isBoolean();
          case "json_t", "object" -> value.isObject();
          default -> {
            object(type, value, at, problems);
            yield true;
          }
        };
    if (!good) {
      problems.add(at + " is no " + type + ": " + value);
    }
    JsonNode values = published.path("values");
    boolean known = values.isMissingNode();
    for (JsonNode one : values) {
      known |= one.asLong() == value.asLong();
    }
    if (!known) {
      problems.add(at + " is none of " + values + ": " + value);
    }
  }
}
