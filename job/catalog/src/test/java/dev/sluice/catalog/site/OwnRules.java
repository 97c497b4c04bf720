package dev.sluice.catalog.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules for pages that the packs at hand have no case of. */
final class OwnRules {

  static final String LONG_TITLE = "Many Values of One Field";
  static final String LONG_ID = "0a6b1a5e-2f6b-4a54-9f37-0c7d7e5f1a01";
  static final String REFUSED_TITLE = "Condition Without Its Selection";
  static final String CORRELATION_TITLE = "Many Values Many Times";

  static final String LONG =
      """
      title: %s
      id: %s
      name: many_values
      status: experimental
      level: low
      author: Somebody With a Name
      tags: [attack.execution, attack.t1059.001]
      logsource: {category: process_creation, product: windows}
      detection:
          selection:
              CommandLine|contains:
      %s
          condition: selection
      """
          .formatted(
              LONG_TITLE,
              LONG_ID,
              IntStream.range(0, 1_500)
                  .mapToObj("            - 'piece-of-value-%04d'"::formatted)
                  .collect(Collectors.joining("\n")));

  static final String REFUSED =
      """
      title: %s
      id: 0a6b1a5e-2f6b-4a54-9f37-0c7d7e5f1a02
      status: test
      level: high
      logsource: {category: process_creation, product: windows}
      detection:
          selection:
              Image|endswith: '\\refused.exe'
          condition: selection and other
      """
          .formatted(REFUSED_TITLE);

  static final String CORRELATION =
      """
      title: %s
      id: 0a6b1a5e-2f6b-4a54-9f37-0c7d7e5f1a03
      status: test
      level: high
      correlation:
          type: event_count
          rules: [many_values]
          group-by: [Computer]
          timespan: 5m
          condition: {gte: 10}
      """
          .formatted(CORRELATION_TITLE);

  private static final int PLAIN_RULES = 80;

  private static final String PLAIN =
      """
      title: Plain Rule %1$d
      id: 0a6b1a5e-2f6b-4a54-9f37-0c7d7e5f2%1$03d
      status: test
      level: informational
      logsource: {category: process_creation, product: windows}
      detection:
          selection:
              Image|endswith: '\\plain-%1$d.exe'
          condition: selection
      """;

  private OwnRules() {}

  /** Writes them as a pack to {@code folder}, which is made. */
  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("long.yml"), LONG);
    Files.writeString(folder.resolve("refused.yml"), REFUSED);
    Files.writeString(folder.resolve("correlation.yml"), CORRELATION);
    for (int i = 0; i < PLAIN_RULES; i++) {
      Files.writeString(folder.resolve("plain-" + i + ".yml"), PLAIN.formatted(i));
    }
    return folder;
  }
}
