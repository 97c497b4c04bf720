package dev.sluice.bench;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Captured events in their order, ready to be lived through by other hosts.
 *
 * <p>Of a large corpus stretches are kept, evenly from all of it: inside one, a process starts and
 * then does what it did.
 *
 * @param events those that can be read
 * @param creations every process creation of Windows in the corpus
 */
public record Tape(List<EventTemplate> events, List<EventTemplate> creations) {

  /** Events of a stretch. */
  static final int STRETCH = 250;

  /** Of the public corpus one stretch in so many is some 65,000 events. */
  public static final int EVERY = 8;

  public Tape {
    events = List.copyOf(events);
    creations = List.copyOf(creations);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a tape without an event");
    }
  }

  /**
   * Reads {@code path}, a file of events or a folder of gzip files.
   *
   * @param every one stretch in so many is kept
   * @throws IOException when a file cannot be read
   */
  public static Tape read(Path path, int every) throws IOException {
    Recording recording = new Recording(every);
    for (Path file : Telemetry.files(path)) {
      recording.file(file);
    }
    return new Tape(recording.events, recording.creations);
  }

  /** The same tape, with those creations only that no rule of {@code files} fires on. */
  public Tape withQuietCreations(List<SourceFile> files) {
    RuleSet rules = RuleSets.compile(RuleSets.compiler(), files);
    Judge judge = RuleIndex.of(rules, EventTables.builtIn(), EventLimits.defaults()).newJudge();
    return new Tape(
        events,
        creations.stream()
            .filter(creation -> !(judge.judge(creation.recorded()) instanceof Verdict.Fired))
            .toList());
  }

  private static final class Recording {
    private final int every;
    private final EventReader reader;
    private final List<EventTemplate> events = new ArrayList<>();
    private final List<EventTemplate> creations = new ArrayList<>();
    private long seen;

    Recording(int every) {
      this.every = every;
      EventTables tables = EventTables.builtIn();
      this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    }

    void file(Path file) throws IOException {
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(file), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          event(next.bytes());
        }
      }
    }

    private void event(byte[] bytes) {
      boolean kept = seen / STRETCH % every == 0;
      seen++;
      boolean mayBeCreation = Telemetry.mayBeProcess(bytes);
      if ((kept || mayBeCreation) && reader.read(bytes) instanceof ReadResult.Readable readable) {
        Event event = readable.event();
        EventTemplate template = TemplateReader.read(event);
        if (kept) {
          events.add(template);
        }
        if (mayBeCreation && Telemetry.isProcess(event)) {
          creations.add(template);
        }
      }
    }
  }
}
