package dev.sluice.bench.compare;

import dev.sluice.bench.Fleet;
import dev.sluice.bench.Tape;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The events of one form as files, one event a line. A file begins with the events of the shorter
 * one, so what the longer costs beyond it is what the events between cost, without starting,
 * loading rules and warming up.
 */
final class EventFiles {

  /** How long a file is. */
  enum Length {
    /** One event in 500. */
    TINY(500),
    /** One event in 50, the tiny file's first. */
    SHORT(50),
    /** One event in five, the short file's first. */
    MIDDLE(5),
    /** All, those of the middle file first. */
    ALL(1),
    /**
     * All, and then all thrice more: a JVM has compiled what it runs by then, and what its
     * compilers take more in one run than in another counts little.
     */
    REPEATED(1);

    private final int every;

    Length(int every) {
      this.every = every;
    }

    /** The shortest file that has the event at {@code position}. */
    static Length of(int position) {
      return Stream.of(values())
          .filter(length -> position % length.every == 0)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * One file.
   *
   * @param events how many it has
   */
  record EventFile(Path path, long events, long bytes) {}

  private static final int AGAIN = 3;
  private static final int MADE = 500_000;
  private static final int HOSTS = 1000;
  private static final long SECOND = 1_767_225_600;

  private final Map<Length, EventFile> files = new EnumMap<>(Length.class);

  private EventFiles() {}

  /** The file of {@code length}. */
  EventFile of(Length length) {
    EventFile file = files.get(length);
    if (file == null) {
      throw new IllegalStateException("not written: " + length);
    }
    return file;
  }

  /** Writes {@code lines} into files of {@code folder} whose names begin with {@code name}. */
  static EventFiles write(List<byte[]> lines, Path folder, String name) throws IOException {
    EventFiles written = new EventFiles();
    for (Length length : Length.values()) {
      Path path = folder.resolve(name + "-" + length.name().toLowerCase(Locale.ROOT) + ".ndjson");
      long events = 0;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
        for (Length part : Length.values()) {
          if (part.compareTo(length) <= 0) {
            events += write(lines, part, out);
          }
        }
      }
      written.files.put(length, new EventFile(path, events, Files.size(path)));
    }
    return written;
  }

  /** Writes what {@code part} has beyond the shorter ones; returns how many events. */
  private static long write(List<byte[]> lines, Length part, OutputStream out) throws IOException {
    long events = 0;
    for (int pass = 0; pass < (part == Length.REPEATED ? AGAIN : 1); pass++) {
      for (int i = 0; i < lines.size(); i++) {
        if (part == Length.REPEATED || Length.of(i) == part) {
          out.write(lines.get(i));
          out.write('\n');
          events++;
        }
      }
    }
    return events;
  }

  /** Every {@code every}-th event of the captures in {@code folder} as {@code form} has it. */
  static List<byte[]> captured(Path folder, FlatEvents events, EventForm form, int every)
      throws IOException {
    List<byte[]> lines = new ArrayList<>();
    long seen = 0;
    for (Path file : captures(folder)) {
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(file), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          byte[] line = seen++ % every == 0 ? events.line(next.bytes(), form) : null;
          if (line != null) {
            lines.add(line);
          }
        }
      }
    }
    return lines;
  }

  /** Events of a fleet, as many as {@value #MADE} divided by {@code every} in all. */
  static List<byte[]> made(Tape tape, FlatEvents events, int every) {
    Fleet fleet = new Fleet(tape, HOSTS, 0, 1);
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < MADE / every; i++) {
      byte[] line = events.line(fleet.next(SECOND + i / HOSTS).value(), EventForm.FLEET);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<Path> captures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
  }
}
