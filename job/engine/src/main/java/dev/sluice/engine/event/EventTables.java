package dev.sluice.engine.event;

import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The tables that say what an event is: schemas with their mappings, and log sources.
 *
 * @param errors of tables that were left out
 */
public record EventTables(Schemas schemas, LogSources logSources, List<SigmaError> errors) {

  public EventTables {
    errors = List.copyOf(errors);
  }

  /** The tables that this version of Sluice ships; they have no errors. */
  public static EventTables builtIn() {
    try {
      EventTables tables = of(shipped("mappings"), shipped("logsources"));
      if (!tables.errors().isEmpty()) {
        throw new IllegalStateException("a table that is shipped is broken: " + tables.errors());
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException("the tables that are shipped cannot be read", e);
    }
  }

  /**
   * The tables under {@code directory}, in its folders {@code mappings} and {@code logsources}.
   *
   * @throws IOException when a folder or file cannot be read
   */
  public static EventTables load(Path directory) throws IOException {
    return of(read(directory.resolve("mappings")), read(directory.resolve("logsources")));
  }

  private static EventTables of(List<TableSource> mappings, List<TableSource> logSources) {
    TableResult<Schemas> schemas = Schemas.parse(mappings);
    TableResult<LogSources> sources = LogSources.parse(logSources);
    List<SigmaError> errors = new ArrayList<>(schemas.errors());
    errors.addAll(sources.errors());
    return new EventTables(schemas.value(), sources.value(), errors);
  }

  private static List<TableSource> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
    List<TableSource> tables = new ArrayList<>();
    for (Path file : files) {
      tables.add(new TableSource(file.toString(), Files.readString(file)));
    }
    return tables;
  }

  /** The build copies {@code rules/mappings} and {@code rules/logsources} beside this class. */
  private static List<TableSource> shipped(String kind) throws IOException {
    URL url = EventTables.class.getResource("tables/" + kind);
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
              .sorted((a, b) -> a.getName().compareTo(b.getName()))
              .toList();
      for (JarEntry entry : entries) {
        try (InputStream in = jar.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          tables.add(new TableSource(entry.getName(), text));
        }
      }
    }
    return tables;
  }
}
