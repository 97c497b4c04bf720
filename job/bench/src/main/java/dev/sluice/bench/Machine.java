package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a measurement was made. */
public final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The processor and the number of its cores in letters that a file name may have. */
  public static String processor() {
    String name = model() + "-" + Runtime.getRuntime().availableProcessors() + "-cores";
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }

  /** What Linux says; elsewhere the architecture. */
  private static String model() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch", ""));
    } catch (IOException notLinux) {
      return System.getProperty("os.arch", "");
    }
  }
}
