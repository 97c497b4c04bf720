package dev.sluice.engine.match;

import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes rules over the words and fields of a world, in YAML that stays well-formed when lines are
 * taken out. For one thread.
 */
final class RandomRules {
  private static final List<String> ANCHORS = List.of("|contains", "|startswith", "|endswith", "");
  private static final List<String> NETWORKS =
      List.of(
          "10.0.0.0/8", "10.0.0.1/32", "::1/128", "fe80::/10", "::ffff:10.0.0.0/104", "0.0.0.0/0");
  private static final List<String> COMPARISONS = List.of("|lt", "|lte", "|gt", "|gte");
  private static final List<String> TIMES =
      List.of("|hour|gt", "|minute", "|day|lte", "|week", "|month|neq", "|year|gte");
  private static final List<String> ENCODINGS =
      List.of(
          "|base64",
          "|base64offset|contains",
          "|wide|base64offset|contains",
          "|utf16be|base64",
          "|wide|contains",
          "|utf16|base64offset|contains",
          "|base64offset|contains|cased");
  private static final List<String> ROUTE_FIELDS = List.of("EventID", "Channel", "Provider_Name");
  private static final List<String> ROUTE_VALUES =
      List.of(
          "1",
          "1",
          "4688",
          "4688",
          "'4688'",
          "'1'",
          "13",
          "12",
          "4624",
          "[1, 4688]",
          "[13, '4688', 7045]",
          "null",
          "''",
          "'4*'",
          "Security",
          "'security'",
          "4688.0",
          "'microsoft-windows-sysmon*'",
          "'*Sysmon'",
          "['System', 'ſecurity']");

  private final RandomWorld world;
  private final RandomTreatments treatments;
  private int written;

  RandomRules(RandomWorld world, RandomTreatments treatments) {
    this.world = world;
    this.treatments = treatments;
  }

  /** {@code count} rules, one a file, and seldom a filter. */
  List<SourceFile> files(int count) {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(rule());
    }
    if (world.oneIn(4)) {
      files.add(filter());
    }
    return files;
  }

  /** A rule with an id of its own. */
  SourceFile rule() {
    written++;
    return rule("rule" + written + ".yml", new UUID(written, world.below(Integer.MAX_VALUE)));
  }

  /** A rule of that name and id. */
  SourceFile rule(String path, UUID id) {
    treatments.add(id.toString());
    String text =
        "title: " + path + "\nid: " + id + "\nlogsource: " + source() + "\n" + detection();
    return file(path, text);
  }

  /** A filter over every rule of a log source. */
  SourceFile filter() {
    written++;
    String path = "filter" + written + ".yml";
    UUID id = new UUID(written, 7);
    treatments.add(id.toString());
    String text =
        "title: "
            + path
            + "\nid: "
            + id
            + "\nlogsource: "
            + world.source()
            + "\nfilter:\n  rules: any\n  selection: "
            + map()
            + "\n  condition: not selection\n";
    return file(path, text);
  }

  private static SourceFile file(String path, String text) {
    return new SourceFile("random", path, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private String detection() {
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder("detection:\n");
    for (int i = world.below(3); i >= 0; i--) {
      String name = (world.oneIn(2) ? "sel_" : "other_") + i;
      names.add(name);
      text.append("  ").append(name).append(": ").append(body()).append('\n');
    }
    return text.append("  condition: ").append(condition(names, 2)).append('\n').toString();
  }

  private String condition(List<String> names, int depth) {
    return switch (world.below(depth == 0 ? 8 : 20)) {
      case 0, 1, 2, 3, 4, 5 -> world.one(names);
      case 6 -> world.oneIn(3) ? "1 of them" : "all of them";
      case 7 -> (world.oneIn(2) ? "1 of " : "all of ") + world.one(names).charAt(0) + "*";
      case 8 -> (world.oneIn(2) ? "not " : "") + inner(names, depth);
      case 9 -> world.one(names) + " and not " + inner(names, depth);
      case 10, 11 -> "(" + condition(names, depth - 1) + " or " + condition(names, depth - 1) + ")";
      case 12, 13, 14 -> condition(names, depth - 1) + " and not " + world.one(names);
      default -> condition(names, depth - 1) + " and " + condition(names, depth - 1);
    };
  }

  private String inner(List<String> names, int depth) {
    return "(" + condition(names, depth - 1) + ")";
  }

  private String body() {
    return switch (world.below(20)) {
      case 0 -> world.oneIn(2) ? list(this::literal, 3) : map();
      case 1 -> "{'|all': " + list(this::literal, 3) + "}";
      case 2 -> world.oneIn(2) ? "{'|re': " + list(this::regex, 2) + "}" : literal();
      case 3, 4, 5, 6 -> list(this::map, 3);
      default -> map();
    };
  }

  private String map() {
    List<String> items = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = world.below(3); i >= 0; i--) {
      String item = item();
      String key = item.substring(0, item.indexOf(": "));
      if (!keys.contains(key)) {
        keys.add(key);
        items.add(item);
      }
    }
    return "{\n      " + String.join(",\n      ", items) + "\n    }";
  }

  private String item() {
    return switch (world.below(50)) {
      case 0 -> key("|exists") + (world.oneIn(4) ? "false" : "true");
      case 1 -> key("") + "null";
      case 2, 3 -> key("") + "''";
      case 4, 5 -> key(world.oneIn(8) ? "|neq" : "") + list(this::number, 3);
      case 6 -> key("") + (world.oneIn(2) ? "true" : "[false, 'true']");
      case 7 -> key(world.one(COMPARISONS)) + number();
      case 8 -> key(world.oneIn(8) ? "|cidr|neq" : "|cidr") + list(this::network, 3);
      case 9, 10 -> key("|fieldref" + world.one(ANCHORS) + cased() + negated()) + field();
      case 11 -> key(world.oneIn(4) ? world.one(TIMES) : "|month") + world.below(13);
      case 12 -> key("|windash" + world.one(ANCHORS)) + list(this::literal, 2);
      case 13 -> key("|expand" + world.one(ANCHORS)) + list(this::placeholder, 2);
      case 14, 15 -> key(world.one(ENCODINGS)) + list(this::literal, 2);
      case 16, 17 -> key("|re" + flags() + negated()) + list(this::regex, 2);
      case 18 -> key("|re" + world.one(ANCHORS)) + regex();
      case 19, 20, 21, 22, 23 -> quoted(world.one(ROUTE_FIELDS)) + ": " + world.one(ROUTE_VALUES);
      case 24, 25 -> key(world.one(ANCHORS) + "|cased") + list(this::literal, 3);
      case 26, 27 -> key("|contains|all" + negated()) + list(this::literal, 3);
      case 28 -> key(world.one(ANCHORS) + negated()) + list(this::literal, 3);
      case 29, 30, 31, 32 -> key("") + list(this::pattern, 4);
      case 33, 34 -> key(world.one(ANCHORS)) + list(this::pattern, 3);
      default -> key(world.one(ANCHORS)) + list(this::literal, 5);
    };
  }

  private String key(String modifiers) {
    String field = world.oneIn(8) ? world.one(ROUTE_FIELDS) : world.field();
    return quoted(field + modifiers) + ": ";
  }

  private String field() {
    return quoted(world.field());
  }

  private String cased() {
    return world.oneIn(3) ? "|cased" : "";
  }

  private String negated() {
    return world.oneIn(8) ? "|neq" : "";
  }

  private String flags() {
    return world.one(List.of("", "", "|i", "|i", "|m", "|s", "|i|m|s"));
  }

  private String list(Supplier<String> value, int most) {
    if (world.oneIn(3)) {
      return value.get();
    }
    List<String> values = new ArrayList<>();
    for (int i = world.below(most); i >= 0; i--) {
      values.add(value.get());
    }
    return "[\n        " + String.join(",\n        ", values) + "\n      ]";
  }

  private String number() {
    return world.number();
  }

  private String network() {
    return quoted(world.one(NETWORKS));
  }

  /** A text in which nothing is a wildcard, though it may hold stars. */
  private String literal() {
    String text = world.oneIn(12) ? world.words().text() : world.words().variant();
    return quoted(escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }

  private String placeholder() {
    return quoted(world.one(List.of("", "*", "a")) + "%name%" + escaped(world.words().variant()));
  }

  /** A text with wildcards anywhere, escaped or not. */
  private String pattern() {
    StringBuilder pattern = new StringBuilder();
    for (int i = world.below(3); i >= 0; i--) {
      String word = world.words().variant();
      pattern.append(world.one(List.of("*", "?", "", "", "??", "\\*", "\\\\*", "**", "*?")));
      pattern.append(world.oneIn(4) ? word : escaped(word));
    }
    pattern.append(world.one(List.of("*", "?", "", "", "\\", "*", "\\?")));
    return quoted(pattern.toString());
  }

  private String regex() {
    StringBuilder regex = new StringBuilder(world.one(List.of("", "", "", "^", "(?i)", "\\b")));
    for (int i = world.below(3); i >= 0; i--) {
      regex.append(atom());
      regex.append(world.one(List.of("", "", "", "+", "*", "?", "{1,3}", ".*", ".", "\\s*", "|")));
    }
    regex.append(world.one(List.of("", "", "", "$", "\\z", "\\B")));
    return quoted(regex.toString());
  }

  private String atom() {
    String word = world.words().variant().replaceAll("[\\\\.\\[\\](){}*+?^$|]", "\\\\$0");
    return switch (world.below(12)) {
      case 0 -> "[a-c]";
      case 1 -> "[^a\\\\]";
      case 2 -> "\\w";
      case 3 -> "(?:" + word + "|b)";
      case 4 -> "(" + word + ")";
      case 5 -> "\\pL";
      case 6 -> "\\d";
      case 7 -> ".";
      default -> word;
    };
  }

  private String source() {
    if (!world.oneIn(12)) {
      return world.source();
    }
    String attribute = world.one(List.of("product", "category", "service"));
    return "{" + attribute + ": " + quoted(world.words().variant()) + "}";
  }

  /** {@code text} as YAML, in double quotes. */
  private String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        yaml.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7F) {
        yaml.append(c);
      } else {
        yaml.append(String.format("\\u%04x", (int) c));
      }
    }
    return yaml.append('"').toString();
  }
}
