package dev.sluice.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.match.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines that every engine reads of flat Windows events: with the log source in fields of
 * their own, and, structured, with every field under each name by which a rule asks for it.
 */
final class FlatEvents {

  private static final String FLAT_WINDOWS = "winevent";

  /** What shippers add, and what all of the event says once more in words. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "@timestamp",
          "@version",
          "AccountName",
          "AccountType",
          "Category",
          "Domain",
          "EventReceivedTime",
          "EventTypeOrignal",
          "ExecutionProcessID",
          "host",
          "Hostname",
          "Keywords",
          "Message",
          "Opcode",
          "OpcodeValue",
          "port",
          "ProviderGuid",
          "RecordNumber",
          "Severity",
          "SeverityValue",
          "SourceModuleName",
          "SourceModuleType",
          "SourceName",
          "tags",
          "Task",
          "ThreadID",
          "UserID",
          "Version");

  private static final List<String> SYSTEM =
      List.of("Provider_Name", "Channel", "EventID", "Computer");

  private final ObjectMapper json = new ObjectMapper();
  private final EventReader reader;
  private final OneLogSource logSource;
  private final Set<String> asked = new TreeSet<>(SYSTEM);

  FlatEvents(RuleSet rules, EventTables tables) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    this.logSource = new OneLogSource(rules);
    LeafWalk.fields(rules.rules().stream().map(CompiledRule::predicate).toList(), asked);
    asked.removeAll(LEFT_OUT);
  }

  /** Returns the line of {@code event}, or null when it is no flat Windows event. */
  byte @Nullable [] line(byte[] event, EventForm form) {
    if (!(reader.read(event) instanceof ReadResult.Readable readable)
        || !readable.event().schema().equals(FLAT_WINDOWS)
        || readable.event().logSources().isEmpty()) {
      return null;
    }
    try {
      Event read = readable.event();
      ObjectNode line = json.createObjectNode();
      Map<String, String> source = logSource.of(read.logSources());
      List.of("product", "category", "service").forEach(key -> line.put(key, source.get(key)));
      ObjectNode given = (ObjectNode) json.readTree(event);
      if (form == EventForm.STRUCTURED) {
        structure(read, given, line);
      } else {
        line.setAll(given);
      }
      return json.writeValueAsBytes(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void structure(Event read, ObjectNode given, ObjectNode line) {
    SYSTEM.forEach(field -> add(field, read.values(field), line));
    given.remove(LEFT_OUT);
    given.properties().forEach(field -> line.putIfAbsent(field.getKey(), field.getValue()));
    for (String field : asked) {
      if (!line.has(field) && field.indexOf('.') < 0) {
        add(field, read.values(field), line);
      }
    }
  }

  private void add(String field, List<Value> values, ObjectNode line) {
    ArrayNode texts = json.createArrayNode();
    for (Value value : values) {
      if (value.kind() == Value.Kind.NUMBER) {
        texts.add(number(value));
      } else if (value.kind() == Value.Kind.STRING) {
        texts.add(value.text());
      }
    }
    if (texts.size() == 1) {
      line.set(field, texts.get(0));
    } else if (!texts.isEmpty()) {
      line.set(field, texts);
    }
  }

  private JsonNode number(Value value) {
    try {
      return json.readTree(value.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
