package dev.sluice.catalog.check;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the search of a site knows of. */
final class SearchEntries {

  static final String FILE = "search-index.js";

  private static final Pattern WORD = Pattern.compile("[a-z0-9-]+");

  private SearchEntries() {}

  /** The files it consists of, wherever they lie. */
  static List<String> files(SiteFiles files) {
    return files.ending(".js").stream()
        .filter(path -> path.equals(FILE) || path.endsWith("/" + FILE))
        .toList();
  }

  /** Those of {@code slugs} that it names. */
  static Set<String> slugs(SiteFiles files, Collection<String> slugs) throws IOException {
    Set<String> asked = Set.copyOf(slugs);
    Set<String> found = new HashSet<>();
    for (String path : files(files)) {
      Matcher words = WORD.matcher(Files.readString(files.file(path)));
      while (words.find()) {
        if (asked.contains(words.group())) {
          found.add(words.group());
        }
      }
    }
    return found;
  }
}
