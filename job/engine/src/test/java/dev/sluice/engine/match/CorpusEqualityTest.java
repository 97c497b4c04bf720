package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The judges of {@link RuleIndex} against the oracle, on every event of the telemetry and under
 * every rule set there is.
 */
class CorpusEqualityTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventLimits LIMITS = EventLimits.defaults();
  private static final long EVENTS = 525_278;
  private static final int THREADS = 2;
  private static final int MAX_REPORTS = 10;

  private final Queue<Path> captures = new ConcurrentLinkedQueue<>();
  private final Queue<String> differences = new ConcurrentLinkedQueue<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong matches = new AtomicLong();
  private final AtomicLong evidence = new AtomicLong();

  @Test
  void sigmaHqFiresAlike() throws IOException {
    List<SourceFile> active =
        RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files().stream()
            .filter(file -> Corpus.isActive(file.path()))
            .toList();
    compare("SigmaHQ", active);
  }

  @Test
  void mdecrevoisierFiresAlike() throws IOException {
    compare(
        "mdecrevoisier",
        RuleFiles.load(Corpus.file("mdecrevoisier/mdecrevoisier-rules.zip")).files());
  }

  @Test
  void theRulesOfThisRepositoryFireAlike() throws IOException {
    Path rules = Path.of(System.getProperty("sluice.root", "../.."), "rules");
    List<SourceFile> files = new ArrayList<>(RuleFiles.load(rules.resolve("starter")).files());
    files.addAll(RuleFiles.load(rules.resolve("seeds")).files());
    compare("own", files);
  }

  private void compare(String name, List<SourceFile> files) throws IOException {
    RuleSet rules =
        new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
            .compile(name, 1, files)
            .ruleSet();
    RuleIndex index = RuleIndex.of(rules, TABLES, LIMITS);
    try (Stream<Path> list = Files.list(Corpus.file("telemetry"))) {
      list.filter(file -> file.toString().endsWith(".gz")).forEach(captures::add);
    }
    ScanMatcher matcher = new ScanMatcher(rules);
    CompletableFuture<?>[] threads =
        IntStream.range(0, THREADS)
            .mapToObj(i -> CompletableFuture.runAsync(() -> judgeCaptures(matcher, index)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(threads).join();
    System.out.printf(
        "%s, %,d rules: %,d events, %,d matches with %,d pieces of evidence compared%n",
        name, rules.rules().size(), events.get(), matches.get(), evidence.get());
    assertThat(differences).as(String.join("\n", differences)).isEmpty();
    assertThat(events.get()).isEqualTo(EVENTS);
    assertThat(matches.get()).isPositive();
  }

  /** Judges captures until none is left, all with one judge. */
  private void judgeCaptures(ScanMatcher matcher, RuleIndex index) {
    Judge oracle =
        new ScanJudge(new EventReader(TABLES.schemas(), TABLES.logSources(), LIMITS), matcher);
    Judge judge = index.newJudge();
    for (Path capture = captures.poll(); capture != null; capture = captures.poll()) {
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(capture), JsonDocuments.Layout.LINES, LIMITS)) {
        for (JsonDocuments.Document document = documents.next();
            document != null;
            document = documents.next()) {
          compare(oracle, judge, capture, document);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void compare(Judge oracle, Judge judge, Path capture, JsonDocuments.Document document) {
    Outcome truth = Outcome.of(oracle, document.bytes());
    Outcome said = Outcome.of(judge, document.bytes());
    events.incrementAndGet();
    matches.addAndGet(truth.fired().size());
    truth.fired().forEach(rule -> evidence.addAndGet(rule.evidence().size()));
    if (!said.equals(truth) && differences.size() < MAX_REPORTS) {
      String place = capture.getFileName() + ":" + document.ordinal();
      differences.add(place + "\n  oracle: " + truth + "\n  judge:  " + said);
    }
  }
}
