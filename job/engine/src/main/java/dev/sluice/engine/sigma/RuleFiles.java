package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The rule files under a path: one file, a directory or a zip archive.
 *
 * <p>The name of the file, directory or archive (without {@code .zip}) is the name of the pack. Of
 * directories and archives the files {@code *.yml} and {@code *.yaml} are read in the order of
 * their paths, but not hidden ones ({@code .git}), not {@code pack.yml}, not the tables in {@code
 * mappings}, {@code logsources} and {@code placeholders} at the top, and nothing in a folder {@code
 * regression_data}; and no pack inside that says {@code optional: true} in its {@code pack.yml},
 * which is read only when it is named itself. Links to folders are not followed; one to a file is,
 * when that file stands in the directory too.
 *
 * @param files readable ones
 * @param problems one for each file that could not be read; the rest goes on
 */
public record RuleFiles(List<SourceFile> files, List<SigmaError> problems) {

  private static final int MAX_BYTES = 8 << 20;
  private static final Set<String> TABLES = Set.of("mappings", "logsources", "placeholders");
  private static final String TESTS = "regression_data";
  private static final String PACK = "pack.yml";
  private static final Predicate<String> OPTIONAL =
      Pattern.compile("optional:\\s+true\\s*(#.*)?").asMatchPredicate();

  public RuleFiles {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /**
   * Reads every rule file under {@code path}.
   *
   * @param path as the user gave it; appears in messages
   * @throws NoSuchFileException when there is nothing at {@code path}
   * @throws IOException when the directory or archive itself cannot be read
   */
  public static RuleFiles load(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    Reading reading = new Reading(path);
    if (Files.isDirectory(path)) {
      reading.directory();
    } else if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      reading.archive();
    } else {
      reading.read(reading.baseName(), path.toString(), () -> Files.newInputStream(path));
    }
    return new RuleFiles(reading.files, reading.problems);
  }

  private interface Opener {
    InputStream open() throws IOException;
  }

  private static final class Reading {
    private final Path root;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<SigmaError> problems = new ArrayList<>();

    Reading(Path root) {
      this.root = root;
    }

    String baseName() {
      Path name = root.toAbsolutePath().normalize().getFileName();
      return name == null ? "" : name.toString();
    }

    void directory() throws IOException {
      Path start = root.toRealPath();
      List<Path> paths = new ArrayList<>();
      Files.walkFileTree(start, new Collecting(start, paths));
      List<String> relative =
          paths.stream()
              .map(p -> start.relativize(p).toString().replace('\\', '/'))
              .filter(RuleFiles::isRuleFile)
              .sorted()
              .toList();
      for (String path : relative) {
        read(path, root + "/" + path, () -> Files.newInputStream(start.resolve(path)));
      }
    }

    /** Notes every regular file; a folder that cannot be read is a problem of its own. */
    private final class Collecting extends SimpleFileVisitor<Path> {
      private final Path start;
      private final List<Path> paths;

      Collecting(Path start, List<Path> paths) {
        this.start = start;
        this.paths = paths;
      }

      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean hidden = folder.getFileName().toString().startsWith(".");
        return !folder.equals(start) && (hidden || isOptional(folder))
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        if (Files.isRegularFile(file)) {
          if (file.toRealPath().startsWith(start)) {
            paths.add(file);
          } else if (isRuleFile(relative(file))) {
            problem(name(file), ErrorCode.FILE_UNREADABLE, "the link leads out of the directory");
          }
        }
        return FileVisitResult.CONTINUE;
      }

      private String relative(Path file) {
        return start.relativize(file).toString().replace('\\', '/');
      }

      private String name(Path file) {
        return root + "/" + relative(file);
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (file.equals(start)) {
          throw e;
        }
        problem(name(file), ErrorCode.FILE_UNREADABLE, "it cannot be read: " + e);
        return FileVisitResult.CONTINUE;
      }
    }

    void archive() throws IOException {
      try (ZipFile zip = new ZipFile(root.toFile())) {
        List<? extends ZipEntry> entries =
            zip.stream()
                .filter(entry -> !entry.isDirectory() && isRuleFile(entry.getName()))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        for (ZipEntry entry : entries) {
          read(entry.getName(), root + "/" + entry.getName(), () -> zip.getInputStream(entry));
        }
      }
    }

    void read(String path, String name, Opener opener) {
      try (InputStream in = opener.open()) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          problem(
              name, ErrorCode.DOCUMENT_TOO_LARGE, "the file has more than " + MAX_BYTES + " bytes");
        } else {
          files.add(new SourceFile(pack(), path, name, content));
        }
      } catch (IOException e) {
        problem(name, ErrorCode.FILE_UNREADABLE, "the file cannot be read: " + e.getMessage());
      }
    }

    private String pack() {
      String name = baseName();
      return name.toLowerCase(Locale.ROOT).endsWith(".zip")
          ? name.substring(0, name.length() - ".zip".length())
          : name;
    }

    private void problem(String name, ErrorCode code, String message) {
      problems.add(SigmaError.at(name, Position.START, code, message, ""));
    }
  }

  /** A pack file that cannot be read makes nothing optional. */
  private static boolean isOptional(Path folder) {
    try {
      Path pack = folder.resolve(PACK);
      return Files.isRegularFile(pack) && Files.readAllLines(pack).stream().anyMatch(OPTIONAL);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isRuleFile(String path) {
    String[] parts = path.split("/", -1);
    String name = parts[parts.length - 1].toLowerCase(Locale.ROOT);
    boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
    boolean hidden = Stream.of(parts).anyMatch(part -> part.startsWith("."));
    boolean table = parts.length > 1 && TABLES.contains(parts[0]);
    boolean test = List.of(parts).contains(TESTS);
    return yaml && !hidden && !table && !test && !name.equals(PACK);
  }
}
