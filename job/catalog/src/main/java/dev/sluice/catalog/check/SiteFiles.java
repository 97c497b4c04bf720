package dev.sluice.catalog.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of a folder by their paths, which have slashes between the names. Immutable. */
final class SiteFiles {

  static final String PAGE = ".html";

  private final Path root;
  private final SortedMap<String, Entry> entries;

  private record Entry(String path, long bytes, boolean regular) {}

  private SiteFiles(Path root, SortedMap<String, Entry> entries) {
    this.root = root;
    this.entries = entries;
  }

  /** Lists what lies under {@code root}; links are seen and not followed. */
  static SiteFiles in(Path root) throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString().replace('\\', '/');
            entries.put(path, new Entry(path, attributes.size(), attributes.isRegularFile()));
            return FileVisitResult.CONTINUE;
          }
        });
    return new SiteFiles(root, entries);
  }

  /** The one string for {@code path}; null when there is no such file. */
  @Nullable String known(String path) {
    Entry entry = entries.get(path);
    return entry == null || !entry.regular() ? null : entry.path();
  }

  boolean has(String path) {
    return known(path) != null;
  }

  Path file(String path) {
    return root.resolve(path);
  }

  long bytes(String path) {
    Entry entry = entries.get(path);
    return entry == null ? 0 : entry.bytes();
  }

  int size() {
    return entries.size();
  }

  /** All paths, in order, of whatever is no folder. */
  Set<String> all() {
    return new TreeSet<>(entries.keySet());
  }

  /** The paths of the files whose names end with {@code end}, in order. */
  List<String> ending(String end) {
    List<String> paths = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.regular() && entry.path().endsWith(end)) {
        paths.add(entry.path());
      }
    }
    return paths;
  }
}
