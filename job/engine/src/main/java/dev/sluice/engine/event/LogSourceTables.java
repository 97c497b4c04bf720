package dev.sluice.engine.event;

import dev.sluice.engine.event.LogSourceEntry.Condition;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads log source tables. */
final class LogSourceTables {
  private static final List<String> TABLE_KEYS =
      List.of("title", "schemas", "named-by-event", "sources", "unsupported");
  private static final List<String> SOURCE_KEYS =
      List.of("product", "category", "service", "title", "where", "events");
  private static final List<String> EVENT_KEYS = List.of("id", "title", "category", "where");
  private static final List<String> UNSUPPORTED_KEYS =
      List.of("product", "category", "service", "reason");

  private final List<SigmaError> errors;
  private final List<LogSourceEntry> entries = new ArrayList<>();
  private final Map<LogSource, String> unsupported = new LinkedHashMap<>();

  LogSourceTables(List<SigmaError> errors) {
    this.errors = errors;
  }

  List<LogSourceEntry> entries() {
    return entries;
  }

  Map<LogSource, String> unsupported() {
    return unsupported;
  }

  void read(TableSource source) {
    TableDocuments.read(source, errors, this::readTable);
  }

  private void readTable(TableSection table) {
    int before = errors.size();
    table.allowOnly(TABLE_KEYS);
    Set<String> schemas = Set.copyOf(table.texts("schemas"));
    if (schemas.isEmpty() && table.has("sources")) {
      table.error(
          table.position(),
          "'schemas' is missing",
          "name the mapping tables whose events these are");
    }
    boolean named = table.flag("named-by-event");
    List<LogSourceEntry> read = new ArrayList<>();
    table.sections("sources").forEach(source -> readSource(source, schemas, named, read));
    Map<LogSource, String> refused = new LinkedHashMap<>();
    for (TableSection section : table.sections("unsupported")) {
      section.allowOnly(UNSUPPORTED_KEYS);
      refused.put(logSource(section, section.text("category")), section.requiredText("reason"));
    }
    if (errors.size() == before) {
      entries.addAll(read);
      unsupported.putAll(refused);
    }
  }

  private static void readSource(
      TableSection source, Set<String> schemas, boolean named, List<LogSourceEntry> read) {
    source.allowOnly(SOURCE_KEYS);
    String category = source.text("category");
    List<Condition> where = conditions(source);
    String title = source.text("title");
    List<EventType> whole = title == null ? List.of() : types(where, title);
    read.add(new LogSourceEntry(schemas, logSource(source, category), where, whole, named, true));
    for (TableSection event : source.sections("events")) {
      event.allowOnly(EVENT_KEYS);
      String ownCategory = event.text("category");
      List<String> ids = event.texts("id");
      List<Condition> all = new ArrayList<>();
      if (!ids.isEmpty()) {
        all.add(Condition.of(Fact.ID.word(), ids));
      }
      all.addAll(where);
      all.addAll(conditions(event));
      LogSource logSource = logSource(source, ownCategory == null ? category : ownCategory);
      List<EventType> types = types(all, event.requiredText("title"));
      read.add(new LogSourceEntry(schemas, logSource, all, types, named, ownCategory != null));
    }
  }

  private static LogSource logSource(TableSection section, @Nullable String category) {
    LogSource logSource = new LogSource(section.text("product"), category, section.text("service"));
    if (logSource.equals(new LogSource(null, null, null))) {
      section.error(section.position(), "neither product nor category nor service is stated", "");
    }
    return logSource;
  }

  private static List<Condition> conditions(TableSection section) {
    List<Condition> conditions = new ArrayList<>();
    TableSection where = section.section("where");
    if (where != null) {
      for (YamlEntry entry : where.entries()) {
        conditions.add(Condition.of(entry.key(), where.texts(entry.value(), entry.key())));
      }
    }
    return conditions;
  }

  /** Returns one kind of event for each provider, channel and id that the conditions allow. */
  private static List<EventType> types(List<Condition> where, String title) {
    List<EventType> types = new ArrayList<>();
    for (@Nullable String provider : texts(where, Fact.PROVIDER)) {
      for (@Nullable String channel : texts(where, Fact.CHANNEL)) {
        for (@Nullable String id : texts(where, Fact.ID)) {
          types.add(new EventType(provider, channel, id, title));
        }
      }
    }
    return types;
  }

  private static List<@Nullable String> texts(List<Condition> where, Fact fact) {
    List<@Nullable String> texts = new ArrayList<>();
    where.stream()
        .filter(condition -> condition.fact() == fact)
        .forEach(condition -> texts.addAll(condition.texts()));
    if (texts.isEmpty()) {
      texts.add(null);
    }
    return texts;
  }
}
