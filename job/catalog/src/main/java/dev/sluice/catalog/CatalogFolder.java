package dev.sluice.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that holds a catalogue and nothing else. What an earlier catalogue left in it and this
 * one does not write is removed at the end. By one thread.
 */
public final class CatalogFolder {

  static final String LIST = "catalog.json";

  private final Path root;
  private final Set<Path> written = new HashSet<>();
  private final Set<Path> made = new HashSet<>();
  private long bytes;

  /**
   * Takes {@code root}, which is made when it does not exist.
   *
   * @throws FileAlreadyExistsException when it holds something else than a catalogue
   */
  public CatalogFolder(Path root) throws IOException {
    this.root = root;
    if (Files.exists(root) && !Files.exists(root.resolve(LIST))) {
      try (Stream<Path> files = Files.list(root)) {
        if (files.findAny().isPresent()) {
          throw new FileAlreadyExistsException(
              root.toString(), null, "the folder is not empty and holds no catalogue");
        }
      }
    }
  }

  /** Writes the file at {@code path}, which has slashes between its names, below the root. */
  public void write(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Path parent = file.getParent();
    if (parent != null && made.add(parent)) {
      Files.createDirectories(parent);
    }
    if (!written.add(file)) {
      throw new IllegalStateException("two files of a catalogue are called " + path);
    }
    Files.write(file, content);
    bytes += content.length;
  }

  /** Removes what was not written. */
  public void finish() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!written.contains(file)) {
          Files.delete(file);
        }
      }
    }
    removeEmptyFolders();
  }

  /** The number of files that were written. */
  public int files() {
    return written.size();
  }

  /** The number of bytes that were written. */
  public long bytes() {
    return bytes;
  }

  private void removeEmptyFolders() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path folder :
          files.filter(Files::isDirectory).sorted((a, b) -> b.compareTo(a)).toList()) {
        try (Stream<Path> content = Files.list(folder)) {
          if (content.findAny().isPresent()) {
            continue;
          }
        }
        Files.delete(folder);
      }
    }
  }
}
