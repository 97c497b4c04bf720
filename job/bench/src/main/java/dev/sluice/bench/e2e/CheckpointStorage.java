package dev.sluice.bench.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the checkpoints of the cluster are, and what may happen to such a place. */
final class CheckpointStorage {
  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";
  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MILLIS = 50;
  private static final int BLOCK = 64 << 10;

  private final Path directory;
  private final Path aside;

  /**
   * @param cluster directory of all data of the cluster
   */
  CheckpointStorage(Path cluster) {
    this.directory = cluster.resolve("checkpoints");
    // On the same file system, so that it is a move.
    this.aside = directory.resolve("aside");
  }

  /** Whether it is a file system of its own, which can be full and read-only without harm. */
  boolean isMounted() throws IOException {
    return !Files.getFileStore(directory)
        .name()
        .equals(Files.getFileStore(directory.resolveSibling("log")).name());
  }

  /** Leaves no room. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.size(filler()) == 0) {
        throw full;
      }
    }
  }

  void readOnly() throws IOException, InterruptedException {
    remount("remount,ro");
  }

  /** Puts a file where the directory of a job was. */
  void replaceByFile(String job) throws IOException {
    move(directory.resolve(job), aside.resolve(job));
    Files.writeString(directory.resolve(job), "no directory");
  }

  /** Moves the list of what a checkpoint consists of away. */
  void loseMetadata(Path checkpoint) throws IOException {
    move(checkpoint.resolve(METADATA), aside.resolve(directory.relativize(checkpoint)));
  }

  /** Moves a part of a checkpoint away that is no list of the others. */
  void loseState(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      Path state =
          files
              .filter(file -> !file.getFileName().toString().equals(METADATA))
              .min(Comparator.naturalOrder())
              .orElseThrow(() -> new IOException("no state beside the list in " + checkpoint));
      move(state, aside.resolve(directory.relativize(state)));
    }
  }

  /** Makes all of it good again. */
  void restore(Path checkpoint) throws IOException {
    Path lost = aside.resolve(directory.relativize(checkpoint));
    if (Files.isRegularFile(lost)) {
      Files.move(lost, checkpoint.resolve(METADATA));
    } else {
      try (Stream<Path> files = Files.list(lost)) {
        for (Path file : files.toList()) {
          Files.move(file, checkpoint.resolve(file.getFileName()));
        }
      }
    }
  }

  /** Brings the directory of a job back; Flink may have made another one meanwhile. */
  void putBack(String job) throws IOException {
    Path place = directory.resolve(job);
    if (Files.isRegularFile(place)) {
      Files.delete(place);
    }
    Files.createDirectories(place);
    try (Stream<Path> lost = Files.list(aside.resolve(job))) {
      for (Path each : lost.toList()) {
        bringBack(each, place.resolve(each.getFileName()));
      }
    }
  }

  /** What Flink has made anew of the same name is empty, or holds what is newer. */
  private static void bringBack(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.move(from, to);
    }
  }

  /** Makes room, and lets it be written. */
  void heal() throws IOException, InterruptedException {
    if (isMounted()) {
      remount("remount,rw");
    }
    Files.deleteIfExists(filler());
  }

  /** The newest complete checkpoint of a job that is not running. */
  Path newest(String job) throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve(job))) {
      return found
          .filter(each -> each.getFileName().toString().startsWith(CHECKPOINT))
          .filter(each -> Files.exists(each.resolve(METADATA)))
          .max(Comparator.comparingInt(CheckpointStorage::number))
          .orElseThrow(() -> new IOException("no checkpoint of " + job + " in " + directory));
    }
  }

  /** Whether a checkpoint of a job is being written: it has a directory, and no list yet. */
  boolean isUnderWay(String job) throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve(job))) {
      return found
          .filter(each -> each.getFileName().toString().startsWith(CHECKPOINT))
          .anyMatch(each -> Files.exists(each) && !Files.exists(each.resolve(METADATA)));
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolveSibling("."));
    Files.move(from, to);
  }

  /** A file system with a file open for writing does not become read-only. */
  private void remount(String options) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Process process =
          new ProcessBuilder(List.of("mount", "-o", options, directory.toString()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException(directory + " cannot be mounted again as " + options);
  }
}
