package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult.Readable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Reads every event of the telemetry corpus. */
final class CorpusEventsTest {
  private static final int EVENTS = 525_278;
  private static final int REGRESSION_EVENTS = 135;
  private static final Set<LogSource> ONLY_WINDOWS = Set.of(new LogSource("windows", null, null));

  private final EventReader reader = ShippedTables.reader();
  private final HeaderReader headers = reader.headers();
  private final Map<String, Integer> bySchema = new TreeMap<>();
  private final Map<String, Integer> byLogSource = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int onlyWindows;
  private int withoutTime;

  @Test
  void everyEventIsReadRecognisedAndRouted() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    long start = System.nanoTime();
    try (Stream<Path> files = Files.list(Path.of(corpus, "telemetry"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".gz")).sorted().toList()) {
        readAll(file);
      }
    }
    System.out.printf(
        "%.1f s%n%s%nonly windows/-/-: %d, without time: %d%n%s%n",
        (System.nanoTime() - start) / 1e9, bySchema, onlyWindows, withoutTime, byLogSource);
    assertThat(wrong).isEmpty();
    assertThat(bySchema.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(EVENTS);
    assertThat(bySchema).doesNotContainKeys("unrecognised", "generic");
  }

  @Test
  void everyRegressionSampleIsAnEventLogRecord() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    int read = 0;
    try (ZipFile zip =
        new ZipFile(Path.of(corpus, "sigmahq-regression", "regression-data.zip").toFile())) {
      for (ZipEntry entry :
          zip.stream().filter(file -> file.getName().endsWith(".json")).toList()) {
        try (JsonDocuments documents =
            JsonDocuments.open(
                zip.getInputStream(entry),
                Layout.ofFile(entry.getName()),
                EventLimits.defaults())) {
          for (Document next = documents.next(); next != null; next = documents.next()) {
            read++;
            judge(entry.getName() + ":" + next.ordinal(), next, next.ordinal());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(bySchema).containsExactly(Map.entry("evtx", read));
    assertThat(read).isEqualTo(REGRESSION_EVENTS);
  }

  private void readAll(Path file) throws IOException {
    try (JsonDocuments documents =
        JsonDocuments.open(Files.newInputStream(file), Layout.LINES, EventLimits.defaults())) {
      long line = 0;
      for (Document next = documents.next(); next != null; next = documents.next()) {
        line++;
        judge(file.getFileName() + ":" + next.ordinal(), next, line);
      }
    }
  }

  private void judge(String where, Document document, long line) {
    ReadResult result = reader.read(document.bytes());
    if (!(result instanceof Readable readable) || document.ordinal() != line) {
      wrong.add(where + " " + result);
      return;
    }
    Event event = readable.event();
    Header header = new Header(event.host(), event.time(), event.record(), null);
    if (!reader.header(document.bytes()).equals(header)
        || !headers.header(document.bytes()).equals(header)) {
      wrong.add(where + " header differs");
    }
    if (event.host() == null || event.logSources().isEmpty() || event.texts().isEmpty()) {
      wrong.add(where + " has no host, log source or text");
    }
    // Zeek's list of its own scripts is no event in time.
    if (event.time() == null && !event.values("_path").get(0).text().equals("loaded_scripts")) {
      wrong.add(where + " has no time");
    }
    bySchema.merge(event.schema(), 1, Integer::sum);
    event.logSources().forEach(source -> byLogSource.merge(source.toString(), 1, Integer::sum));
    onlyWindows += event.logSources().equals(ONLY_WINDOWS) ? 1 : 0;
    withoutTime += event.time() == null ? 1 : 0;
  }
}
