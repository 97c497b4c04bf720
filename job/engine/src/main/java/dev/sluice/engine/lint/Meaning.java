package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the documents of a file say, without how they are written: places, comments and layout play
 * no part, nor do the differences in writing that {@link Repair} may make. Two files of one meaning
 * give the same rules.
 *
 * @param documents each as a text
 * @param problems codes of the documents that cannot be read
 */
record Meaning(List<String> documents, List<ErrorCode> problems) {

  private static final Set<String> WORDS = Set.of("status", "level");
  private static final Set<String> DATES = Set.of("date", "modified");
  private static final Pattern DOTTED_CVE = Pattern.compile("cve\\.(\\d{4})\\.(\\d{4,})");
  private static final Pattern CONDITION_WORD =
      Pattern.compile("(?<![^\\s()])(?i:and|or|not|(?:all|any|1)\\s+of(?:\\s+them)?)(?![^\\s()])");

  Meaning {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }

  static Meaning of(String text) {
    YamlResult read = YamlReader.read("", text, YamlLimits.DEFAULT);
    return new Meaning(
        read.documents().stream().map(Meaning::document).toList(),
        read.errors().stream().map(SigmaError::code).toList());
  }

  /** {@code written} as it should be written: small, tactics with hyphens, CVEs with one. */
  static String tag(String written) {
    String small = written.toLowerCase(Locale.ROOT);
    if (small.startsWith("attack.")) {
      return small.replace('_', '-');
    }
    Matcher cve = DOTTED_CVE.matcher(small);
    return cve.matches() ? "cve." + cve.group(1) + "-" + cve.group(2) : small;
  }

  private static String document(YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      return plain(node);
    }
    List<String> entries = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      entries.add(entry.key() + "=" + value(entry.key(), entry.value()));
    }
    return entries.toString();
  }

  private static String value(String key, YamlNode node) {
    if (WORDS.contains(key) && node instanceof YamlScalar scalar) {
      return scalar.text().toLowerCase(Locale.ROOT);
    }
    if (DATES.contains(key) && node instanceof YamlScalar scalar) {
      LocalDate date = DateCheck.parse(scalar.text());
      return date == null ? plain(scalar) : date.toString();
    }
    return switch (key) {
      case "tags" -> distinct(node, Meaning::tag);
      case "references" -> distinct(node, text -> text);
      case "logsource" -> plain(node).toLowerCase(Locale.ROOT);
      case "detection", "filter" -> detection(node);
      default -> plain(node);
    };
  }

  private static String distinct(YamlNode node, UnaryOperator<String> written) {
    Set<String> texts = new LinkedHashSet<>();
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      texts.add(item instanceof YamlScalar scalar ? written.apply(scalar.text()) : plain(item));
    }
    return texts.toString();
  }

  private static String detection(YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      return plain(node);
    }
    List<String> entries = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      boolean condition = entry.key().equals("condition");
      entries.add(entry.key() + "=" + (condition ? condition(entry.value()) : body(entry.value())));
    }
    return entries.toString();
  }

  private static String condition(YamlNode node) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    return items.stream()
        .map(
            item ->
                item instanceof YamlScalar scalar
                    ? CONDITION_WORD
                        .matcher(scalar.text())
                        .replaceAll(word -> word.group().toLowerCase(Locale.ROOT))
                    : plain(item))
        .toList()
        .toString();
  }

  /** Maps and lists as they are; the values of one field or of keywords without repetitions. */
  private static String body(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().stream()
          .map(entry -> key(entry.key(), entry.value()) + "=" + values(entry.value()))
          .toList()
          .toString();
    }
    return node instanceof YamlList list
            && list.items().stream().anyMatch(item -> !(item instanceof YamlScalar))
        ? list.items().stream().map(Meaning::body).toList().toString()
        : values(node);
  }

  private static String values(YamlNode node) {
    return node instanceof YamlList list
        ? new LinkedHashSet<>(list.items().stream().map(Meaning::plain).toList()).toString()
        : "[" + plain(node) + "]";
  }

  /** The field and its modifiers, each once, and 'all' only where it has something to join. */
  private static String key(String key, YamlNode value) {
    String[] parts = key.split("\\|", -1);
    Set<String> modifiers = new LinkedHashSet<>();
    boolean single = !(value instanceof YamlList list) || list.items().size() == 1;
    for (int i = 1; i < parts.length; i++) {
      if (!(single && parts[i].equals("all"))) {
        modifiers.add(Modifier.canonical(parts[i]));
      }
    }
    return parts[0] + modifiers;
  }

  private static String plain(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().stream()
          .map(entry -> entry.key() + "=" + plain(entry.value()))
          .toList()
          .toString();
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(Meaning::plain).toList().toString();
    }
    YamlScalar scalar = (YamlScalar) node;
    // The length keeps texts that hold brackets and commas apart.
    return scalar.kind() + "" + scalar.text().length() + "'" + scalar.text() + "'";
  }
}
