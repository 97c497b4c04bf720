package dev.sluice.stream;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees when the rule files under some paths have changed, and have come to rest: a change counts
 * once two polls in a row find the same, so that a file which is being written is not taken for
 * what it will be.
 *
 * <p>A poll looks at names, sizes and times; it reads the files when those differ, and every
 * {@value #READ_EVERY} polls in any case. Not thread-safe.
 */
final class RuleWatch {
  static final int READ_EVERY = 20;

  private final List<String> paths;
  private String known;
  private @Nullable RuleSnapshot unsettled;
  private String stamp = "";
  private int unread;

  /**
   * @param known hash of the snapshot that is known already
   */
  RuleWatch(List<String> paths, String known) {
    this.paths = List.copyOf(paths);
    this.known = known;
  }

  /**
   * Returns the files when they have changed and come to rest, else null. Never throws for what the
   * files are.
   */
  @Nullable RuleSnapshot poll() {
    String now = stampOf(paths);
    unread++;
    if (now.equals(stamp) && unsettled == null && unread < READ_EVERY) {
      return null;
    }
    stamp = now;
    unread = 0;
    return settled(RuleSnapshot.readWhatIsThere(paths));
  }

  private @Nullable RuleSnapshot settled(RuleSnapshot read) {
    RuleSnapshot before = unsettled;
    if (read.hash().equals(known)) {
      unsettled = null;
      return null;
    }
    if (before == null || !before.hash().equals(read.hash())) {
      unsettled = read;
      return null;
    }
    unsettled = null;
    known = read.hash();
    return read;
  }

  private static String stampOf(List<String> paths) {
    StringBuilder stamp = new StringBuilder();
    for (String path : paths) {
      try {
        Files.walkFileTree(Path.of(path).toRealPath(), new Stamping(stamp));
      } catch (IOException e) {
        stamp.append(path).append(" cannot be read\n");
      }
    }
    return stamp.toString();
  }

  /** Notes every file; what vanishes or cannot be read while it looks is noted as well. */
  private static final class Stamping extends SimpleFileVisitor<Path> {
    private final StringBuilder stamp;

    Stamping(StringBuilder stamp) {
      this.stamp = stamp;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      stamp.append(file).append(' ').append(attributes.size()).append(' ');
      stamp.append(attributes.lastModifiedTime()).append(' ').append(attributes.fileKey());
      stamp.append('\n');
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      stamp.append(file).append(" cannot be read\n");
      return FileVisitResult.CONTINUE;
    }
  }
}
