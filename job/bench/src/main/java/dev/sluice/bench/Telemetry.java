package dev.sluice.bench;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one pass over captured events keeps of them.
 *
 * @param total events in all files
 * @param sample of all events, uniform and in their order
 * @param processes every process creation of Windows
 * @param zeek every event of the files whose names begin with {@code zeek}
 */
record Telemetry(long total, List<byte[]> sample, List<byte[]> processes, List<byte[]> zeek) {

  private static final long SEED = 7;
  private static final byte[] SECURITY_ID = {'4', '6', '8', '8'};

  Telemetry {
    sample = List.copyOf(sample);
    processes = List.copyOf(processes);
    zeek = List.copyOf(zeek);
  }

  /**
   * Reads {@code path}, a file of events or a folder of gzip files.
   *
   * @param sampleSize events in the sample, fewer when there are fewer
   * @throws IOException when a file cannot be read
   */
  static Telemetry read(Path path, int sampleSize) throws IOException {
    Reading reading = new Reading(sampleSize);
    for (Path file : files(path)) {
      reading.file(file);
    }
    return new Telemetry(
        reading.sample.seen(), reading.sample.events(), reading.processes, reading.zeek);
  }

  static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
  }

  /** Whether {@code event} says that a process has started on Windows. */
  static boolean isProcess(Event event) {
    return event.logSources().stream()
        .anyMatch(
            source ->
                "windows".equals(source.product()) && "process_creation".equals(source.category()));
  }

  private static final class Reading {
    private final EventReader reader;
    private final Reservoir sample;
    private final List<byte[]> processes = new ArrayList<>();
    private final List<byte[]> zeek = new ArrayList<>();

    Reading(int sampleSize) {
      EventTables tables = EventTables.builtIn();
      this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
      this.sample = new Reservoir(sampleSize, SEED);
    }

    void file(Path file) throws IOException {
      boolean isZeek = String.valueOf(file.getFileName()).startsWith("zeek");
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(file), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          byte[] event = next.bytes();
          sample.offer(event);
          if (isZeek) {
            zeek.add(event);
          } else if (mayBeProcess(event) && isCreation(event)) {
            processes.add(event);
          }
        }
      }
    }

    private boolean isCreation(byte[] bytes) {
      return reader.read(bytes) instanceof ReadResult.Readable readable
          && isProcess(readable.event());
    }
  }

  /** Whether {@code :4688} stands in the bytes, or {@code d":1,} in either case: cheap. */
  static boolean mayBeProcess(byte[] event) {
    for (int i = 2; i + SECURITY_ID.length < event.length; i++) {
      if (event[i] == ':' && (isSecurity(event, i + 1) || isSysmon(event, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSecurity(byte[] event, int at) {
    for (int i = 0; i < SECURITY_ID.length; i++) {
      if (event[at + i] != SECURITY_ID[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSysmon(byte[] event, int colon) {
    return event[colon - 1] == '"'
        && (event[colon - 2] | 0x20) == 'd'
        && event[colon + 1] == '1'
        && event[colon + 2] == ',';
  }
}
