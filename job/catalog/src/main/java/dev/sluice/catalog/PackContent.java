package dev.sluice.catalog;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside the rules of a pack: {@code pack.yml} at its root and events beside each rule.
 *
 * @param key the name that the engine has for the pack
 * @param said what {@code pack.yml} says: name, source, licence, commit, optional
 * @param events content of the files {@code .events.jsonl} by their path in the pack
 * @param problems of {@code pack.yml}
 */
public record PackContent(
    String key, Map<String, String> said, Map<String, byte[]> events, List<SigmaError> problems) {

  private static final String FILE = "pack.yml";
  private static final String EVENTS = ".events.jsonl";
  private static final List<String> KEYS =
      List.of("name", "source", "licence", "commit", "optional");
  private static final int MAX_BYTES = 1 << 20;

  public PackContent {
    said = Map.copyOf(said);
    events = Map.copyOf(events);
    problems = List.copyOf(problems);
  }

  /**
   * Reads what lies beside the rules under {@code root}: a directory, an archive, or a file, beside
   * which nothing lies that is its own.
   *
   * @throws IOException when it cannot be read
   */
  public static PackContent read(Path root) throws IOException {
    Path name = root.toAbsolutePath().normalize().getFileName();
    String key = name == null ? "" : name.toString();
    Reading reading = new Reading(root);
    if (Files.isDirectory(root)) {
      reading.directory();
    } else if (key.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      key = key.substring(0, key.length() - ".zip".length());
      reading.archive();
    }
    return new PackContent(key, reading.said, reading.events, reading.problems);
  }

  /** The events beside the rule file at {@code path}; null when there are none. */
  byte @Nullable [] eventsBeside(String path) {
    return events.get(path.replaceFirst("\\.ya?ml$", "") + EVENTS);
  }

  private static final class Reading {
    private final Path root;
    private final Map<String, String> said = new TreeMap<>();
    private final Map<String, byte[]> events = new TreeMap<>();
    private final List<SigmaError> problems = new ArrayList<>();

    Reading(Path root) {
      this.root = root;
    }

    void directory() throws IOException {
      Path start = root.toRealPath();
      List<Path> found = new ArrayList<>();
      Files.walkFileTree(start, new Collecting(found));
      for (Path file : found) {
        String path = start.relativize(file).toString().replace('\\', '/');
        if (isMeant(path)) {
          try (InputStream in = Files.newInputStream(file)) {
            add(path, in.readNBytes(MAX_BYTES + 1));
          }
        }
      }
    }

    /** Notes every regular file; what cannot be read is said where the rules are read. */
    private static final class Collecting extends SimpleFileVisitor<Path> {
      private final List<Path> found;

      Collecting(List<Path> found) {
        this.found = found;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Files.isRegularFile(file)) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
      }
    }

    void archive() throws IOException {
      try (ZipFile zip = new ZipFile(root.toFile())) {
        List<? extends ZipEntry> found =
            zip.stream().filter(entry -> isMeant(entry.getName())).toList();
        for (ZipEntry entry : found) {
          try (InputStream in = zip.getInputStream(entry)) {
            add(entry.getName(), in.readNBytes(MAX_BYTES + 1));
          }
        }
      }
    }

    private static boolean isMeant(String path) {
      return path.equals(FILE) || path.endsWith(EVENTS);
    }

    private void add(String path, byte[] content) {
      if (path.equals(FILE)) {
        pack(content);
      } else if (content.length <= MAX_BYTES) {
        events.put(path, content);
      }
    }

    private void pack(byte[] content) {
      String file = root + "/" + FILE;
      YamlResult read = YamlReader.read(file, content, YamlLimits.DEFAULT);
      problems.addAll(read.errors());
      for (YamlNode document : read.documents()) {
        if (document instanceof YamlMap map && read.documents().size() == 1) {
          map.entries().forEach(entry -> entry(file, entry));
        } else {
          problem(file, document.position(), "a pack file is one map of " + KEYS);
        }
      }
    }

    private void entry(String file, YamlEntry entry) {
      if (!KEYS.contains(entry.key())) {
        String message = "unknown key '" + entry.key() + "', expected one of " + KEYS;
        problem(file, entry.keyPosition(), message);
      } else if (entry.value() instanceof YamlScalar scalar && !scalar.isNull()) {
        said.put(entry.key(), scalar.text());
      } else {
        String message = "'" + entry.key() + "' must be a text, found " + entry.value().kindName();
        problem(file, entry.value().position(), message);
      }
    }

    private void problem(String file, Position at, String message) {
      problems.add(SigmaError.at(file, at, ErrorCode.TABLE_INVALID, message, ""));
    }
  }
}
