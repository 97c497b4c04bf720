package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** Files of a site that nothing leads to. */
final class UnknownFiles {

  private static final String LICENCE = ".LICENSE.txt";

  private UnknownFiles() {}

  /**
   * Adds one finding for each file that is not {@code known}, that no script names, and that is not
   * the licence of a script.
   */
  static void find(SiteFiles files, Set<String> known, List<SiteFinding> findings)
      throws IOException {
    StringBuilder scripts = new StringBuilder();
    for (String path : files.ending(".js")) {
      if (known.contains(path) && !SearchEntries.files(files).contains(path)) {
        scripts.append(Files.readString(files.file(path))).append('\n');
      }
    }
    for (String path : files.all()) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      boolean named = path.endsWith(".js") && scripts.indexOf(name) >= 0;
      boolean licence = path.endsWith(LICENCE) && files.has(path.replace(LICENCE, ".js"));
      if (!known.contains(path) && !named && !licence) {
        findings.add(
            SiteFinding.of(
                Code.FILE_UNKNOWN, path, "a file that nothing leads to", "no such file"));
      }
    }
  }
}
