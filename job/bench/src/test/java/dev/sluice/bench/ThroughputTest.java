package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ThroughputTest {

  private static final RuleSet NO_RULES =
      new RuleSet("none", 1, "", List.of(), CorrelationSet.NONE);

  /** Says what the event says and remembers what it has seen. */
  private static final class Told implements Judge {
    private final Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicLong asked = new AtomicLong();

    @Override
    public Verdict judge(byte[] bytes, Lineage lineage) {
      seen.add(bytes);
      asked.incrementAndGet();
      return switch (new String(bytes, StandardCharsets.UTF_8)) {
        case "{}" -> Verdict.SILENT;
        case "[]" -> Verdict.UNROUTED;
        default ->
            new Verdict.Unreadable(new DeadLetter(DeadLetter.Reason.MALFORMED_JSON, "no", 0));
      };
    }

    @Override
    public RuleSet ruleSet() {
      return NO_RULES;
    }
  }

  private static List<byte[]> events(String... texts) {
    List<byte[]> events = new ArrayList<>();
    for (String text : texts) {
      events.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private static Measurement measure(EventRounds rounds, List<Told> judges) {
    return new Throughput(
            () -> {
              Told told = new Told();
              judges.add(told);
              return new CountedJudge(told, told.asked::get);
            },
            fired -> {},
            Duration.ofMillis(1),
            () -> {})
        .measure(rounds);
  }

  @Test
  void countsWhatBecomesOfTheEventsOfOneRound() {
    EventRounds rounds = EventRounds.same(events("{}"), events("{}", "{}", "[]", "{"), 3);
    Measurement measured = measure(rounds, new ArrayList<>());
    assertThat(measured.events()).isEqualTo(4);
    assertThat(measured.warmUpEvents()).isEqualTo(1);
    assertThat(measured.rounds()).isEqualTo(3);
    assertThat(measured.silent()).isEqualTo(2);
    assertThat(measured.unrouted()).isEqualTo(1);
    assertThat(measured.unreadable()).isEqualTo(1);
    assertThat(measured.alerts()).isZero();
    assertThat(measured.bytesPerEvent()).isEqualTo(7 / 4.0);
    assertThat(measured.candidatesPerEvent()).isEqualTo(1);
    assertThat(measured.bytesAllocatedPerSilentEvent()).isNotNull();
    assertThat(measured.lowestRatio())
        .isLessThanOrEqualTo(measured.ratioToJackson())
        .isLessThanOrEqualTo(measured.highestRatio());
  }

  @Test
  void eachRoundHasAJudgeThatHasSeenNoneOfItsEvents() {
    List<Told> judges = new ArrayList<>();
    List<byte[]> warmUp = events("{}", "{}");
    List<byte[]> measured = events("{}", "[]", "{}");
    measure(EventRounds.same(warmUp, measured, 2), judges);
    List<Told> ofRounds = judges.subList(1, 3);
    assertThat(ofRounds).allMatch(judge -> judge.asked.get() == warmUp.size() + measured.size());
    assertThat(ofRounds).allMatch(judge -> judge.seen.size() == 5);
  }

  @Test
  void allRuleFiringsOfTheSampleAreCounted() throws IOException {
    RuleSet rules = RuleSets.compile(RuleSets.compiler(), RuleFiles.load(Fixtures.STARTER).files());
    List<byte[]> sample = Telemetry.read(Fixtures.SAMPLE, 5000).sample();
    long[] fired = {0};
    Measurement measured =
        new Throughput(
                Judges.scanning(rules, EventTables.builtIn(), EventLimits.defaults()),
                event -> fired[0] += event.matches().size(),
                Duration.ZERO,
                () -> {})
            .measure(EventRounds.same(List.of(), sample, 1));
    assertThat(measured.events()).isEqualTo(2473);
    assertThat(measured.rules()).isEqualTo(rules.rules().size());
    assertThat(measured.alerts()).isEqualTo(fired[0]).isPositive();
    assertThat(measured.candidatesPerEvent()).isNull();
  }

  @Test
  void theMedianIsTheOneInTheMiddle() {
    assertThat(Throughput.median(new double[] {5, 1, 3})).isEqualTo(3);
    assertThat(Throughput.median(new double[] {4, 1, 3, 2})).isEqualTo(3);
  }

  @Test
  void malformedEventsEndTheTokenizerAndNothingElse() {
    assertThat(Tokenizer.tokens("{\"a\":1}".getBytes(StandardCharsets.UTF_8))).isEqualTo(4);
    assertThat(Tokenizer.tokens("{\"a\":1,".getBytes(StandardCharsets.UTF_8))).isEqualTo(3);
  }
}
