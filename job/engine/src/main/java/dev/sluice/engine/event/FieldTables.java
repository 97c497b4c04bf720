package dev.sluice.engine.event;

import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields} and {@code categories} of a mapping table. */
final class FieldTables {
  private static final String FROM = "from";
  private static final String TOGETHER = "together";
  private static final String JOINED = "joined";
  private static final String TEXT = "text";
  private static final String WITH = "with";
  private static final String DECODE = "decode";
  private static final List<String> COMBINATIONS = List.of(FROM, TOGETHER, JOINED, TEXT);
  private static final List<String> OPTIONS =
      List.of(FROM, TOGETHER, JOINED, TEXT, WITH, DECODE, "replace", "also");

  private FieldTables() {}

  static FieldTable read(TableSection table) {
    Map<String, Map<String, List<FieldSource>>> byCategory = new HashMap<>();
    TableSection categories = table.section("categories");
    if (categories != null) {
      for (YamlEntry category : categories.entries()) {
        TableSection fields = categories.section(category.value(), category.key());
        byCategory.put(CaseFold.fold(category.key()), sources(fields));
      }
    }
    return new FieldTable(sources(table.section("fields")), byCategory);
  }

  private static Map<String, List<FieldSource>> sources(@Nullable TableSection fields) {
    Map<String, List<FieldSource>> sources = new HashMap<>();
    if (fields != null) {
      for (YamlEntry field : fields.entries()) {
        sources.put(field.key(), entry(fields, field));
      }
    }
    return sources;
  }

  /** Returns one source, or one for each item of a list in which some item is more than a name. */
  private static List<FieldSource> entry(TableSection fields, YamlEntry field) {
    if (field.value() instanceof YamlList list
        && list.items().stream().anyMatch(item -> item instanceof YamlMap)) {
      return list.items().stream().map(item -> source(fields, field, item)).toList();
    }
    return List.of(source(fields, field, field.value()));
  }

  private static FieldSource source(TableSection fields, YamlEntry field, YamlNode entry) {
    if (!(entry instanceof YamlMap)) {
      List<FieldName> names = names(fields.texts(entry, field.key()));
      return new FieldSource(names, Combination.FIRST, Decoding.NONE, Starts.KEPT, Map.of());
    }
    TableSection options = fields.section(entry, field.key());
    if (options == null) {
      return FieldSource.literal(field.key());
    }
    options.allowOnly(OPTIONS);
    List<String> stated = COMBINATIONS.stream().filter(options::has).toList();
    if (stated.size() != 1) {
      options.error(
          field.keyPosition(),
          "'" + field.key() + "' needs one of 'from', 'together', 'joined' and 'text'",
          "");
      return FieldSource.literal(field.key());
    }
    if (options.has(WITH) && !options.has(JOINED)) {
      options.error(options.positionOf(WITH), "'with' belongs to 'joined'", "");
    }
    return source(options, stated.get(0));
  }

  private static FieldSource source(TableSection options, String combination) {
    List<FieldName> names = new ArrayList<>();
    Combination made =
        switch (combination) {
          case TEXT -> templates(options, names);
          case TOGETHER -> Combination.TOGETHER;
          case JOINED -> new Combination.Joined(with(options));
          default -> Combination.FIRST;
        };
    if (!combination.equals(TEXT)) {
      names.addAll(names(options.texts(combination)));
    }
    return new FieldSource(names, made, decoding(options), starts(options), also(options));
  }

  private static Decoding decoding(TableSection options) {
    if (!options.has(DECODE)) {
      return Decoding.NONE;
    }
    String word = options.requiredText(DECODE);
    Decoding decoding = Decoding.of(word);
    if (decoding == null) {
      options.unknownWord(
          options.positionOf(DECODE), "unknown encoding '" + word + "'", word, Decoding.words());
      return Decoding.NONE;
    }
    return decoding;
  }

  private static String with(TableSection options) {
    String with = options.text(WITH);
    return with == null ? " " : with;
  }

  private static List<FieldName> names(List<String> texts) {
    return texts.stream().map(FieldName::of).toList();
  }

  /**
   * @param names those of the templates are added
   */
  private static Combination templates(TableSection options, List<FieldName> names) {
    List<Combination.Template> templates = new ArrayList<>();
    for (String text : options.texts(TEXT)) {
      Combination.Template template = template(text, names);
      if (template == null) {
        options.error(
            options.positionOf(TEXT),
            "'" + text + "' is no text with names in it",
            "write it as '{domain}\\{name}'");
      } else {
        templates.add(template);
      }
    }
    return new Combination.Templates(templates);
  }

  /**
   * Returns the template that {@code text} is, or null when it has no name or a brace is open.
   *
   * @param names those of the templates before; its own are added
   */
  private static Combination.@Nullable Template template(String text, List<FieldName> names) {
    List<String> literals = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      String name = close < 0 ? "" : text.substring(open + 1, close);
      if (name.isEmpty() || name.indexOf('{') >= 0) {
        return null;
      }
      literals.add(text.substring(at, open));
      places.add(names.size());
      names.add(FieldName.of(name));
      at = close + 1;
    }
    literals.add(text.substring(at));
    boolean closed = literals.stream().noneMatch(literal -> literal.indexOf('}') >= 0);
    return places.isEmpty() || !closed ? null : new Combination.Template(literals, places);
  }

  private static Starts starts(TableSection options) {
    Starts starts = Starts.KEPT;
    TableSection replace = options.section("replace");
    if (replace != null) {
      for (YamlEntry entry : replace.entries()) {
        String mistake = Starts.mistake(entry.key());
        String replacement = replace.text(entry.value(), entry.key());
        if (mistake != null) {
          replace.error(entry.keyPosition(), mistake, "");
        } else if (replacement != null) {
          starts = starts.with(entry.key(), replacement);
        }
      }
    }
    return starts;
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
