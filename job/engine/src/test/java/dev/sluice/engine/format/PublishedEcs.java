package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.compile.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields in {@code format/ecs.json}; what stands in {@code sluice} is our own. */
final class PublishedEcs implements PublishedForm {
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z";

  private final JsonNode published = FormatCases.json("ecs.json");

  @Override
  public List<String> problems(JsonNode alert) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    fields("", alert, seen, problems);
    for (JsonNode required : published.path("required")) {
      if (!seen.contains(required.asText())) {
        problems.add("there is no " + required.asText());
      }
    }
    for (JsonNode category : alert.path("event").path("category")) {
      JsonNode types = published.path("typesOfCategory").path(category.asText());
      alert.path("event").path("type").forEach(type -> isOneOf(types, type, "type", problems));
    }
    return problems;
  }

  private void fields(String prefix, JsonNode value, Set<String> seen, List<String> problems) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = prefix + member.getKey();
      if (name.equals("sluice")) {
        continue;
      }
      if (member.getValue().isObject()) {
        fields(name + ".", member.getValue(), seen, problems);
        continue;
      }
      seen.add(name);
      field(name, member.getValue(), problems);
    }
  }

  private void field(String name, JsonNode value, List<String> problems) {
    JsonNode field = published.path("fields").path(name);
    if (field.isMissingNode()) {
      problems.add(name + " is not published");
    } else if (value.isArray() != field.path("list").asBoolean()) {
      problems.add(name + (value.isArray() ? " is a list" : " is no list"));
    } else if (value.isArray()) {
      value.forEach(item -> value(name, field, item, problems));
    } else {
      value(name, field, value, problems);
    }
  }

  private static void value(String name, JsonNode field, JsonNode value, List<String> problems) {
    boolean good =
        switch (field.path("type").asText()) {
          case "keyword", "wildcard", "match_only_text" -> value.isTextual();
          case "date" -> value.isTextual() && value.textValue().matches(DATE);
          case "long" -> value.isIntegralNumber() && value.canConvertToLong();
          case "ip" -> IpAddress.isAddress(value.asText());
          default -> false;
        };
    if (!good) {
      problems.add(name + " is no " + field.path("type").asText() + ": " + value);
    }
    if (field.has("values")) {
      isOneOf(field.path("values"), value, name, problems);
    }
  }

  private static void isOneOf(JsonNode values, JsonNode value, String name, List<String> problems) {
    for (JsonNode one : values) {
      if (one.equals(value)) {
        return;
      }
    }
    problems.add(name + " is none of " + values + ": " + value);
  }
}
