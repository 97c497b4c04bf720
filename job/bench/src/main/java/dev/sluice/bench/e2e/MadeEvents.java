package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events by their number; the same number gives the same bytes, and no two numbers do.
 *
 * <p>Of a thousand some two are no events, a hundred are the examples that stand beside the starter
 * rules, 250 are watched processes, of which each rule of the test picks its own, and the rest are
 * processes that no rule asks for.
 */
final class MadeEvents implements NumberedEvents {
  private static final int HOSTS = 500;
  private static final int GARBAGE = 2;
  private static final int EXAMPLES = 102;
  private static final int WATCHED = 352;
  private static final String EXAMPLE_HOST = "WS-0417";
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  /**
   * In a short run 7 times as fast as on the wall: so much sooner are events late of a partition
   * that was idle and is read more slowly than others.
   */
  private static final int STEP_MILLIS = 5;

  private static final List<String> WORDS =
      List.of("alpha", "beta", "alpha beta", "gamma", "gamma alpha", "delta");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> examples;

  MadeEvents(List<String> examples) {
    this.examples = List.copyOf(examples);
  }

  /**
   * Reads the examples beside the rules in {@code directory}.
   *
   * @throws IOException when there are none
   */
  static MadeEvents withExamples(Path directory) throws IOException {
    List<String> examples = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.filter(path -> path.toString().endsWith(".events.jsonl")).sorted().toList();
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode event = JSON.readTree(line).path("event");
        if (event.isObject() && !event.isEmpty()) {
          examples.add(event.toString());
        }
      }
    }
    if (examples.isEmpty()) {
      throw new IOException("no examples of events in " + directory);
    }
    requireEarlier(examples);
    return new MadeEvents(examples);
  }

  /** An example that is later than the made events would have the job's clock run ahead of them. */
  private static void requireEarlier(List<String> examples) throws IOException {
    EventReader reader =
        new EventReader(
            TestRules.TABLES.schemas(), TestRules.TABLES.logSources(), EventLimits.defaults());
    for (String example : examples) {
      ReadResult read = reader.read(example.getBytes(StandardCharsets.UTF_8));
      Instant time = read instanceof ReadResult.Readable event ? event.event().time() : null;
      if (time != null && time.isAfter(START)) {
        throw new IOException("an example is later than " + START + ": " + example);
      }
    }
  }

  @Override
  public byte[] event(int number) {
    return text(number).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isWatched(int number) {
    int draw = draw(number);
    return draw >= EXAMPLES && draw < WATCHED;
  }

  private String text(int number) {
    int draw = draw(number);
    if (draw < GARBAGE) {
      return garbage(number);
    }
    if (draw < EXAMPLES) {
      return example(number);
    }
    if (draw < WATCHED) {
      String word = WORDS.get(number % WORDS.size());
      return process(number, "watched", "watched.exe --watch %d %s".formatted(number, word));
    }
    return process(number, "notepad", "notepad.exe %d".formatted(number));
  }

  private static String garbage(int number) {
    return switch (number % 4) {
      case 0 -> "{\"number\":%d,".formatted(number);
      case 1 -> "[%d]".formatted(number);
      case 2 -> "{\"number\":%d} and more".formatted(number);
      default -> "not even JSON " + number;
    };
  }

  private String example(int number) {
    String event = examples.get(Math.floorMod(mixed(number) >>> 12, examples.size()));
    return event.substring(0, event.length() - 1).replace(EXAMPLE_HOST, host(number))
        + ",\"number\":%d}".formatted(number);
  }

  private static String process(int number, String program, String commandLine) {
    return """
    {"Hostname":"%s.harbour.example","EventTime":"%s","SourceName":"Microsoft-Windows-Sysmon",\
    "Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,\
    "Image":"C:\\\\Program Files\\\\Harbour\\\\%s.exe","CommandLine":"%s","User":"HARBOUR\\\\p.okafor",\
    "ParentImage":"C:\\\\Windows\\\\explorer.exe","ProcessId":%d}\
    """
        .formatted(
            host(number),
            START.plus((long) number * STEP_MILLIS, ChronoUnit.MILLIS),
            program,
            commandLine,
            number % 60_000);
  }

  private static String host(int number) {
    return "WS-%04d".formatted(Math.floorMod(mixed(number) >>> 20, HOSTS));
  }

  private static int draw(int number) {
    return Math.floorMod(mixed(number), 1000);
  }

  /** Spreads neighbouring numbers over all of them. */
  private static int mixed(int number) {
    int mixed = number * 0x9E3779B9;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }
}
