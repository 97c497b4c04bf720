package dev.sluice.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a page about a code. One that is no whole file is a part of a rule: its top-level
 * keys take the place of those of {@link #BASE}, and {@code # no key} takes one away.
 */
final class PageExample {

  /** A rule of which nothing is to be said. */
  static final String BASE =
      """
      title: Discovery of the Current Account
      id: 5a1f3c52-6b0e-4d57-9c7a-0e2f6b1d8a44
      status: test
      description: A program asks for the name of the account that runs it.
      references:
          - https://attack.mitre.org/techniques/T1033/
      author: Sluice
      date: 2026-11-22
      tags:
          - attack.discovery
          - attack.t1033
      logsource:
          product: windows
          category: process_creation
      detection:
          selection:
              Image|endswith: '\\whoami.exe'
          condition: selection
      falsepositives:
          - Administrators
      level: low
      """;

  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)\n(Wrong|Right)(, as a whole file)?:\n\n```yaml\n(.*?)\n```\n");

  private PageExample() {}

  /** The files that stand under {@code label} on {@code page}. */
  static List<String> of(String page, String label) {
    List<String> files = new ArrayList<>();
    Matcher examples = EXAMPLE.matcher(page);
    int from = 0;
    while (examples.find(from)) {
      // The line end before the next label belongs to both.
      from = examples.end() - 1;
      if (examples.group(1).equals(label)) {
        String text = examples.group(3) + "\n";
        files.add(examples.group(2) == null ? with(text) : text);
      }
    }
    return files;
  }

  /** {@link #BASE} with the keys of {@code part}. */
  static String with(String part) {
    Map<String, String> blocks = blocks(BASE);
    blocks(part)
        .forEach(
            (key, block) -> {
              if (block.contains("# no ")) {
                Matcher removed = Pattern.compile("(?m)^# no (\\w+)$").matcher(block);
                while (removed.find()) {
                  blocks.remove(removed.group(1));
                }
              }
              if (!key.isEmpty()) {
                blocks.put(key, block);
              }
            });
    return String.join("", blocks.values());
  }

  /** The lines of each top-level key, those before the first under the empty one. */
  private static Map<String, String> blocks(String text) {
    Map<String, String> blocks = new LinkedHashMap<>();
    String key = "";
    for (String line : text.split("(?<=\n)")) {
      Matcher start = Pattern.compile("([\\w.]+):.*").matcher(line.stripTrailing());
      key = start.matches() ? start.group(1) : key;
      blocks.merge(key, line, String::concat);
    }
    return blocks;
  }
}
