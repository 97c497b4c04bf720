package dev.sluice.catalog.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pack whose author wants the catalogue to break, or to run what it says. */
final class HostilePack {

  /** An element that no page of ours has. */
  static final String ELEMENT = "x-evil";

  /** A text that ends attributes, elements and scripts, and begins new ones. */
  static final String EVIL =
      "</script></style></title><x-evil onclick=alert(1)>\"'`><script>alert(1)</script>"
          + "<img src=x onerror=alert(1)>{{7*7}}${7*7}<!--]]>&lt;&#60;";

  private static final int MANY = 10_000;
  private static final int FIELDS = 500;
  private static final int LONG_TITLE = 100_000;
  private static final int LONG_DESCRIPTION = 1_000_000;
  private static final String LETTERS =
      "\\u2028\\u2029\\ud800\\udfff\\u202e\\u2066\\u0001\\x7f\\u0085\\ufffe\\ufeff\\t";

  private static final String RULE =
      """
      title: %s
      %s
      logsource: {product: windows, category: process_creation}
      detection: {s: {Image: '%s'}, condition: s}
      """;

  private HostilePack() {}

  /** Writes it below {@code folder}. */
  static Path in(Path folder) throws IOException {
    Path pack =
        Files.createDirectories(folder.resolve("<img src=x onerror=alert(1)>\"'& #?%2e%2e"));
    Files.writeString(
        pack.resolve("pack.yml"),
        """
        name: 'E'
        source: 'javascript:alert(1)//E'
        licence: 'E'
        commit: 'E'
        """
            .replace("E'", quoted(EVIL) + "'"));
    everywhere(pack);
    titles(pack);
    sizes(pack);
    Files.writeString(pack.resolve("broken.yml"), "title: '" + quoted(EVIL) + "'\ndetection: [");
    Files.writeString(pack.resolve("tab.yml"), "title: x\n\tdetection: y");
    Files.writeString(pack.resolve("nothing.yml"), "");
    Files.write(pack.resolve("bytes.yml"), new byte[] {'t', ':', ' ', 0, (byte) 0xff, (byte) 0xc0});
    return pack;
  }

  /** Hostile texts in each field, and letters that are not what they seem. */
  private static void everywhere(Path pack) throws IOException {
    String rule =
        """
        title: 'E'
        id: 'E'
        name: 'E'
        status: 'E'
        level: 'E'
        author: 'E'
        date: 'E'
        modified: 'E'
        license: 'E'
        description: 'E'
        tags: ['E', 'attack.E', attack.t1059, 'cve.E']
        references: ['E', 'javascript:alert(1)', 'https://example.org/"onmouseover="alert(1)', 'data:text/html,E',
          " \\u0001javascript:alert(1)", '//example.org', 'https://example.org/#E']
        falsepositives: ['E', 'javascript:alert(1)']
        fields: ['E']
        related: [{id: 'E', type: 'E'}, {id: '../../index', type: similar}]
        logsource: {product: 'E', category: 'E', service: 'E', definition: 'E'}
        detection:
          'E': {'E|contains': ['E', 'javascript:alert(1)'], "LETTERS": "LETTERS"}
          not_wanted: {'E|re': 'a.*E'}
          keywords: ['E', "LETTERS"]
          condition: 1 of them and not not_wanted
        """
            .replace("E'", quoted(EVIL) + "'")
            .replace("LETTERS", LETTERS);
    Files.writeString(pack.resolve("<script>alert(1)<&>\"'#?%2e%2e.yml"), rule);
    String windows =
        rule.replaceFirst("(?m)^id:.*$", "")
            .replaceFirst("(?m)^name:.*$", "")
            .replaceFirst("(?m)^status:.*$", "")
            .replaceFirst("(?m)^related:.*$", "")
            .replaceFirst(
                "(?m)^logsource:.*$", "logsource: {product: windows, category: process_creation}");
    Files.writeString(pack.resolve("javascript:alert(1).yml"), windows);
    Files.writeString(
        pack.resolve("letters.yml"),
        RULE.formatted("\"" + LETTERS + "\"", "author: \"" + LETTERS + "\"", "x"));
    Files.writeString(
        pack.resolve("correlation.yml"),
        """
        title: 'E'
        correlation: {type: event_count, rules: [never_there], group-by: ['E'], timespan: 1m, condition: {gte: 2}}
        """
            .replace("E'", quoted(EVIL) + "'"));
    Files.writeString(
        pack.resolve("javascript:alert(1).events.jsonl"),
        "{\"sigma\":\"<x-evil>\",\"event\":\"</script><x-evil>\"}\nno json <x-evil>\n");
  }

  /** Titles of which no name of a file can be made, or the same. */
  private static void titles(Path pack) throws IOException {
    String[] titles = {
      "One title",
      "One title",
      "ONE, title!",
      "///",
      "..",
      "../../..",
      "CON",
      "index",
      "index.html",
      "\uD83D\uDE00\uD83D\uDC80",
      "\u0130\u0131\u03c2",
      "%2e%2e%2f",
      "\u202egpj.exe",
      " ",
      "-",
      "a\u0000b"
    };
    for (int i = 0; i < titles.length; i++) {
      String title = "\"" + titles[i].replace("\u0000", "\\0") + "\"";
      Files.writeString(pack.resolve("title-" + i + ".yml"), RULE.formatted(title, "", "x" + i));
    }
  }

  private static void sizes(Path pack) throws IOException {
    Files.writeString(
        pack.resolve("long-title.yml"), RULE.formatted("<".repeat(LONG_TITLE), "", "long"));
    Files.writeString(
        pack.resolve("long-description.yml"),
        RULE.formatted(
            "long description",
            "description: '" + "<b>\u00e9".repeat(LONG_DESCRIPTION / 4) + "'",
            "d"));
    Files.writeString(
        pack.resolve("long-value.yml"), RULE.formatted("long value", "", "&".repeat(LONG_TITLE)));
    String detection =
        """
        title: %s
        logsource: {product: windows, category: process_creation}
        detection:
        %s
          condition: %s
        """;
    Files.writeString(
        pack.resolve("values.yml"),
        detection.formatted(
            "10,000 values", "  s:\n    Image|contains:\n" + lines("      - '<x-evil>%d'"), "s"));
    Files.writeString(
        pack.resolve("identifiers.yml"),
        detection.formatted("10,000 identifiers", lines("  s%d: {Image: 'i%<d'}"), "1 of s*"));
    Files.writeString(
        pack.resolve("terms.yml"),
        detection.formatted(
            "10,000 terms",
            "  s: {Image: x}",
            IntStream.range(0, MANY).mapToObj(i -> "s").collect(Collectors.joining(" or "))));
    Files.writeString(
        pack.resolve("fields.yml"),
        detection.formatted("many fields", "  s:\n" + lines("    Field%d: 'x'", FIELDS), "s"));
  }

  private static String lines(String form) {
    return lines(form, MANY);
  }

  private static String lines(String form, int count) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining("\n"));
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }
}
