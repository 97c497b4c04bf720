package dev.sluice.catalog.check;

import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The site of a small pack in which all is well, for tests to damage. */
final class SmallSite {

  private static final String RULE =
      """
      title: Rule %1$d
      id: 00000000-0000-4000-8000-00000000000%1$d
      status: test
      level: high
      tags: [attack.execution, attack.t1059]
      logsource: {product: windows, category: process_creation}
      detection: {s: {Image: 'C:\\%1$d.exe'}, condition: s}
      """;

  private SmallSite() {}

  /** Writes it below {@code folder}. */
  static Path in(Path folder) throws IOException {
    Path pack = Files.createDirectories(folder.resolve("own"));
    for (int i = 1; i <= 2; i++) {
      Files.writeString(pack.resolve(i + ".yml"), RULE.formatted(i));
    }
    Path site = folder.resolve("site");
    Site.write(Catalogues.of(pack), site);
    return site;
  }
}
