package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The commit that a folder under Git was checked out at, read from Git's own files. */
final class GitHead {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final String REF = "ref: ";

  private GitHead() {}

  /** The commit of the repository that {@code path} is in; empty when it is not plain to see. */
  static String of(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    while (folder != null && !Files.isDirectory(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    try {
      return folder == null ? "" : commit(folder.resolve(".git"));
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }

  private static String commit(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    String commit = head.startsWith(REF) ? ofBranch(git, head.substring(REF.length())) : head;
    return COMMIT.matcher(commit).matches() ? commit : "";
  }

  private static String ofBranch(Path git, String ref) throws IOException {
    Path file = git.resolve(ref).normalize();
    if (file.startsWith(git) && Files.isRegularFile(file)) {
      return Files.readString(file).strip();
    }
    return Files.readAllLines(git.resolve("packed-refs")).stream()
        .filter(line -> line.endsWith(" " + ref))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElse("");
  }
}
