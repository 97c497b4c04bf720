package dev.sluice.engine.event;

import dev.sluice.engine.event.FieldTable.Source;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields} and {@code categories} of a mapping table. */
final class FieldTables {
  private FieldTables() {}

  static FieldTable read(TableSection table) {
    Map<String, Map<String, Source>> byCategory = new HashMap<>();
    TableSection categories = table.section("categories");
    if (categories != null) {
      for (YamlEntry category : categories.entries()) {
        TableSection fields = categories.section(category.value(), category.key());
        byCategory.put(CaseFold.fold(category.key()), sources(fields));
      }
    }
    return new FieldTable(sources(table.section("fields")), byCategory);
  }

  private static Map<String, Source> sources(@Nullable TableSection fields) {
    Map<String, Source> sources = new HashMap<>();
    if (fields != null) {
      for (YamlEntry field : fields.entries()) {
        sources.put(field.key(), source(fields, field));
      }
    }
    return sources;
  }

  private static Source source(TableSection fields, YamlEntry field) {
    if (!(field.value() instanceof YamlMap)) {
      return new Source(fields.texts(field.value(), field.key()), false, Map.of());
    }
    TableSection options = fields.section(field.value(), field.key());
    if (options == null) {
      return new Source(List.of(), false, Map.of());
    }
    options.allowOnly(List.of("from", "together", "also"));
    if (options.has("from") == options.has("together")) {
      options.error(
          field.keyPosition(), "'" + field.key() + "' needs one of 'from' and 'together'", "");
    }
    boolean together = options.has("together");
    return new Source(options.texts(together ? "together" : "from"), together, also(options));
  }

  private static Map<String, String> also(TableSection options) {
    Map<String, String> translations = new HashMap<>();
    TableSection also = options.section("also");
    if (also != null) {
      for (YamlEntry entry : also.entries()) {
        also.texts(entry.value(), entry.key())
            .forEach(text -> translations.put(CaseFold.fold(entry.key()), text));
      }
    }
    return translations;
  }
}
