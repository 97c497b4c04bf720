package dev.sluice.stream;

import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pack of the canary, as it is shipped. */
final class CanarySamples {
  static final String PATH = "sluice-canary/heartbeat_of_canary.yml";
  static final SourceFile RULE = read();

  private CanarySamples() {}

  private static SourceFile read() {
    Path file = Path.of(System.getProperty("sluice.root", "../.."), "rules/canary", PATH);
    try {
      return new SourceFile("canary", PATH, "rules/canary/" + PATH, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
