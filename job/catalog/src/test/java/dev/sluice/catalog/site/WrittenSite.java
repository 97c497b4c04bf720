package dev.sluice.catalog.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.CatalogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A whole site in a folder. */
record WrittenSite(Path root) {

  private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"#?]+)[^\"]*\"");

  static WrittenSite write(CatalogData data, Path root) throws IOException {
    Site.write(data, root);
    return new WrittenSite(root);
  }

  /** Writes the pages of the documents of {@code data}, and no other page. */
  static WrittenSite writeDocuments(CatalogData data, Path root) throws IOException {
    SiteFolder site = new SiteFolder(new CatalogFolder(root));
    new RulePages(new SiteData(data.catalog()), data.pages(), site).write();
    return new WrittenSite(root);
  }

  Document page(String path) throws IOException {
    return read(root.resolve(path));
  }

  static Document read(Path file) throws IOException {
    return Jsoup.parse(file, UTF_8.name());
  }

  /** Every file of the document {@code slug}. */
  List<Path> files(String slug) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("rules").resolve(slug))) {
      return files.sorted().toList();
    }
  }

  /** The texts of the cells of the tables of a section, row by row, with tabs between. */
  List<String> rows(String path, String section) throws IOException {
    return page(path).select("section#" + section + " tbody tr").stream()
        .map(row -> String.join("\t", row.select("td").stream().map(Element::text).toList()))
        .toList();
  }

  /** What stands beside the name of a fact. */
  String fact(String path, String name) throws IOException {
    for (Element entry : page(path).select("dl.facts > div")) {
      if (entry.select("dt").text().equals(name)) {
        return entry.select("dd").text();
      }
    }
    throw new AssertionError("no fact " + name + " on " + path);
  }

  /** The pages, by their paths, and their sizes in bytes. */
  Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        sizes.put(root.relativize(file).toString().replace('\\', '/'), Files.size(file));
      }
    }
    return sizes;
  }

  /** The links of the pages that lead to no file, as page and address. */
  List<String> broken(List<String> pages) throws IOException {
    TreeSet<Path> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      files.filter(Files::isRegularFile).forEach(there::add);
    }
    List<String> broken = new ArrayList<>();
    for (String page : pages) {
      Path folder = root.resolve(page).resolveSibling(".");
      Matcher link = HREF.matcher(Files.readString(root.resolve(page)));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains(":") && !there.contains(folder.resolve(target).normalize())) {
          broken.add(page + " -> " + target);
        }
      }
    }
    return broken;
  }
}
