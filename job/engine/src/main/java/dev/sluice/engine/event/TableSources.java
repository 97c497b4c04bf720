package dev.sluice.engine.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of tables before it is parsed.
 *
 * @param mappings in the order of their names
 * @param logSources in the order of their names
 */
public record TableSources(List<TableSource> mappings, List<TableSource> logSources) {
  private static final String MAPPINGS = "mappings";
  private static final String LOG_SOURCES = "logsources";

  public TableSources {
    mappings = inOrder(mappings);
    logSources = inOrder(logSources);
  }

  private static List<TableSource> inOrder(List<TableSource> tables) {
    return tables.stream()
        .sorted(Comparator.comparing(TableSource::name).thenComparing(TableSource::path))
        .toList();
  }

  /** The tables that this version of Sluice ships. */
  public static TableSources builtIn() {
    try {
      return new TableSources(shipped(MAPPINGS), shipped(LOG_SOURCES));
    } catch (IOException e) {
      throw new UncheckedIOException("the tables that are shipped cannot be read", e);
    }
  }

  /**
   * The tables under {@code directory}, in its folders {@code mappings} and {@code logsources}, of
   * which one may be missing.
   *
   * @throws IOException when there is neither folder, or a file cannot be read
   */
  public static TableSources load(Path directory) throws IOException {
    if (!areIn(directory)) {
      throw new NoSuchFileException(directory + "/" + MAPPINGS);
    }
    return new TableSources(
        readIfThere(directory.resolve(MAPPINGS)), readIfThere(directory.resolve(LOG_SOURCES)));
  }

  /** Whether {@code directory} has one of the folders at least. */
  public static boolean areIn(Path directory) {
    return Files.isDirectory(directory.resolve(MAPPINGS))
        || Files.isDirectory(directory.resolve(LOG_SOURCES));
  }

  private static List<TableSource> readIfThere(Path folder) throws IOException {
    return Files.isDirectory(folder) ? read(folder) : List.of();
  }

  /** These tables, but for those of which {@code other} has one of the same kind and name. */
  public TableSources with(TableSources other) {
    return new TableSources(with(mappings, other.mappings), with(logSources, other.logSources));
  }

  private static List<TableSource> with(List<TableSource> tables, List<TableSource> others) {
    Set<String> replaced = others.stream().map(TableSource::name).collect(Collectors.toSet());
    return Stream.concat(
            tables.stream().filter(table -> !replaced.contains(table.name())), others.stream())
        .toList();
  }

  private static List<TableSource> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".yml")).toList();
    }
    List<TableSource> tables = new ArrayList<>();
    for (Path file : files) {
      tables.add(new TableSource(file.toString(), Files.readAllBytes(file)));
    }
    return tables;
  }

  /** The build copies {@code rules/mappings} and {@code rules/logsources} beside this class. */
  private static List<TableSource> shipped(String kind) throws IOException {
    URL url = TableSources.class.getResource("tables/" + kind);
    if (url == null) {
      throw new IllegalStateException("the engine was built without its tables: " + kind);
    }
    return url.openConnection() instanceof JarURLConnection connection
        ? fromJar(connection)
        : read(Path.of(URI.create(url.toString())));
  }

  private static List<TableSource> fromJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    List<TableSource> tables = new ArrayList<>();
    try (JarFile jar = connection.getJarFile()) {
      String folder = connection.getEntryName().replaceAll("/$", "") + "/";
      List<JarEntry> entries =
          jar.stream()
              .filter(e -> e.getName().startsWith(folder) && e.getName().endsWith(".yml"))
              .toList();
      for (JarEntry entry : entries) {
        try (InputStream in = jar.getInputStream(entry)) {
          tables.add(new TableSource(entry.getName(), in.readAllBytes()));
        }
      }
    }
    return tables;
  }
}
