package dev.sluice.catalog.site;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files that pages share: style and scripts, the same in each catalogue. */
final class Assets {

  private static final String FOLDER = "assets/";
  private static final List<String> NAMES =
      List.of(
          "home.js",
          "minisearch.LICENSE.txt",
          "minisearch.js",
          "search.js",
          "site.css",
          "theme.js");

  private Assets() {}

  /** Writes them to {@code assets/}. */
  static void write(SiteFolder site) throws IOException {
    for (String name : NAMES) {
      site.file(FOLDER + name, content(name));
    }
  }

  private static byte[] content(String name) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
