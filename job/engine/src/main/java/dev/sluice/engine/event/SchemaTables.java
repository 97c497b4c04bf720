package dev.sluice.engine.event;

import dev.sluice.engine.event.Schema.Recognition;
import dev.sluice.engine.event.Schema.TimePath;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads mapping tables: those of one schema, and those that give fields to several. */
final class SchemaTables {
  private static final List<String> SCHEMA_KEYS =
      List.of(
          "schema",
          "title",
          "order",
          "recognise",
          "host",
          "time",
          "join",
          "facts",
          "roots",
          "embedded",
          "xml",
          "pairs",
          "fields",
          "categories",
          "logsource");
  private static final List<String> SHARED_KEYS =
      List.of("schemas", "title", "fields", "categories");
  private static final int DEFAULT_ORDER = 50;

  private final List<SigmaError> errors;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final List<Shared> shared = new ArrayList<>();

  /** Fields that a table gives to the schemas it names. */
  private record Shared(TableSection table, List<String> schemas, FieldTable fields) {}

  SchemaTables(List<SigmaError> errors) {
    this.errors = errors;
  }

  List<Schema> read(List<TableSource> sources) {
    for (TableSource source : sources) {
      TableDocuments.read(source, errors, this::readTable);
    }
    shared.forEach(this::share);
    return List.copyOf(schemas.values());
  }

  private void readTable(TableSection table) {
    int before = errors.size();
    if (table.has("schemas")) {
      table.allowOnly(SHARED_KEYS);
      Shared fields = new Shared(table, table.texts("schemas"), FieldTables.read(table));
      if (errors.size() == before) {
        shared.add(fields);
      }
      return;
    }
    table.allowOnly(SCHEMA_KEYS);
    Schema schema = schema(table);
    if (schemas.containsKey(schema.name())) {
      table.error(
          table.positionOf("schema"), "schema '" + schema.name() + "' stands in two tables", "");
    }
    if (errors.size() == before) {
      schemas.put(schema.name(), schema);
    }
  }

  private void share(Shared fields) {
    for (String name : fields.schemas()) {
      Schema schema = schemas.get(name);
      if (schema == null) {
        Position at = fields.table().positionOf("schemas");
        fields.table().unknownWord(at, "unknown schema '" + name + "'", name, schemas.keySet());
      } else {
        schemas.put(name, withFields(schema, schema.fields().with(fields.fields())));
      }
    }
  }

  private static Schema withFields(Schema schema, FieldTable fields) {
    return new Schema(
        schema.name(),
        schema.order(),
        schema.recognise(),
        schema.host(),
        schema.time(),
        schema.join(),
        schema.facts(),
        schema.roots(),
        schema.embedded(),
        schema.xml(),
        schema.pairs(),
        fields,
        schema.named());
  }

  private static Schema schema(TableSection table) {
    List<Path> roots = paths(table, "roots");
    List<Recognition> recognise = recognise(table);
    return new Schema(
        table.requiredText("schema"),
        table.number("order", DEFAULT_ORDER),
        recognise,
        headerPaths(table, "host"),
        times(table),
        joining(table),
        facts(table),
        roots.isEmpty() ? List.of(Path.of(".")) : roots,
        paths(table, "embedded"),
        table.flag("xml"),
        pairs(table),
        FieldTables.read(table),
        named(table));
  }

  private static List<Recognition> recognise(TableSection table) {
    List<Recognition> recognise = new ArrayList<>();
    for (TableSection section : table.sections("recognise")) {
      section.allowOnly(List.of("has", "lacks", "is"));
      Map<Path, Set<String>> is = new LinkedHashMap<>();
      TableSection values = section.section("is");
      if (values != null) {
        for (YamlEntry entry : values.entries()) {
          is.put(Path.of(entry.key()), folded(values.texts(entry.value(), entry.key())));
        }
      }
      recognise.add(
          new Recognition(headerPaths(section, "has"), headerPaths(section, "lacks"), is));
    }
    if (recognise.isEmpty()) {
      table.error(
          table.position(), "'recognise' is missing", "say by which members the schema is known");
    }
    return recognise;
  }

  private static List<TimePath> times(TableSection table) {
    List<TimePath> times = new ArrayList<>();
    for (TableSection section : table.sections("time")) {
      section.allowOnly(List.of("path", "format"));
      String word = section.requiredText("format");
      TimeFormat format = TimeFormat.of(word);
      String path = section.requiredText("path");
      if (format == null) {
        String message = "unknown time format '" + word + "'";
        section.unknownWord(section.positionOf("format"), message, word, TimeFormat.words());
      } else {
        times.add(new TimePath(Path.of(path), format));
      }
    }
    return times;
  }

  private static @Nullable Joining joining(TableSection table) {
    TableSection section = table.section("join");
    if (section == null) {
      return null;
    }
    section.allowOnly(List.of("id", "type", "types"));
    section.requiredTexts("id");
    section.requiredTexts("types");
    section.requiredText("type");
    List<Path> type = headerPaths(section, "type");
    return new Joining(
        headerPaths(section, "id"),
        type.isEmpty() ? Path.of(".") : type.get(0),
        folded(section.texts("types")));
  }

  private static Map<Fact, List<Path>> facts(TableSection table) {
    Map<Fact, List<Path>> facts = new EnumMap<>(Fact.class);
    TableSection section = table.section("facts");
    if (section != null) {
      section.allowOnly(Fact.words());
      for (Fact fact : Fact.values()) {
        facts.put(fact, paths(section, fact.word()));
      }
    }
    return facts;
  }

  private static Map<String, Path> named(TableSection table) {
    Map<String, Path> named = new LinkedHashMap<>();
    TableSection section = table.section("logsource");
    if (section != null) {
      section.allowOnly(List.of("product", "category", "service"));
      section
          .entries()
          .forEach(entry -> named.put(entry.key(), Path.of(section.requiredText(entry.key()))));
    }
    return named;
  }

  private static List<NamedPairs> pairs(TableSection table) {
    List<NamedPairs> pairs = new ArrayList<>();
    for (TableSection section : table.sections("pairs")) {
      section.allowOnly(List.of("path", "name", "value"));
      Path path = Path.of(section.requiredText("path"));
      String name = section.requiredText("name");
      pairs.add(new NamedPairs(path, name, section.requiredTexts("value")));
    }
    return pairs;
  }

  private static List<Path> paths(TableSection table, String key) {
    return table.texts(key).stream().map(Path::of).toList();
  }

  /** Returns paths that the scan of {@link EventReader#header} follows: it takes no {@code *}. */
  private static List<Path> headerPaths(TableSection table, String key) {
    List<Path> paths = paths(table, key);
    if (paths.stream().anyMatch(path -> path.segments().contains("*"))) {
      table.error(table.positionOf(key), "'" + key + "' takes no '*'", "name each member");
    }
    return paths;
  }

  private static Set<String> folded(List<String> texts) {
    Set<String> folded = new HashSet<>();
    texts.forEach(text -> folded.add(CaseFold.fold(text)));
    return folded;
  }
}
