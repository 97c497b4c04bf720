package dev.sluice.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.data.ExampleEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The events beside a rule file, of which only as many are shown as a page can hold. Lines that
 * {@code sluice test} would not take are left out.
 */
final class ExampleEvents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_EVENTS = 20;
  private static final int MAX_CHARACTERS = 8_000;

  private ExampleEvents() {}

  /**
   * Those of {@code content} for one document.
   *
   * @param names id and name of the document; lines for another one of the file are left out
   */
  static List<ExampleEvent> of(byte[] content, List<String> names) {
    List<ExampleEvent> events = new ArrayList<>();
    new String(content, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> add(line, names, events));
    return events.subList(0, Math.min(MAX_EVENTS, events.size()));
  }

  private static void add(String line, List<String> names, List<ExampleEvent> events) {
    try {
      JsonNode read = JSON.readTree(line);
      JsonNode event = read.has("event") ? read.get("event") : read.get("events");
      String rule = read.path("rule").asText("");
      boolean meant = rule.isEmpty() || names.contains(rule);
      if (event != null && read.path("match").isBoolean() && meant) {
        String text = event.toString();
        if (text.length() <= MAX_CHARACTERS) {
          boolean match = read.get("match").booleanValue();
          events.add(new ExampleEvent(match, read.path("why").asText(""), text));
        }
      }
    } catch (JsonProcessingException e) {
      // the line is no JSON, which 'sluice test' reports
    }
  }
}
