package dev.sluice.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds what Sluice ships: rules and sample events. */
record Installation(Path home) {

  /**
   * The installation that the launcher names in the property {@code sluice.home}, or the
   * environment in {@code SLUICE_HOME}.
   *
   * @throws CommandFailure when neither does
   */
  static Installation find() {
    String home =
        System.getProperty("sluice.home", System.getenv().getOrDefault("SLUICE_HOME", ""));
    if (home.isEmpty()) {
      throw CommandFailure.unreadable(
          "the installation is not known: name the files yourself, start deploy/bin/sluice, or set SLUICE_HOME");
    }
    return new Installation(Path.of(home));
  }

  /** The rules that are shipped. */
  Path rules() {
    return existing("rules");
  }

  /** The sample stream that is shipped. */
  Path sampleEvents() {
    return existing("deploy/local/sample/events.ndjson");
  }

  private Path existing(String path) {
    Path file = home.resolve(path);
    if (!Files.exists(file)) {
      throw CommandFailure.unreadable(file + ": no such file or directory in this installation");
    }
    return file;
  }
}
