package dev.sluice.engine.review;

import static dev.sluice.engine.review.Authored.event;
import static dev.sluice.engine.review.Authored.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.JudgedEvent;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenKindsTest {

  private static final String PROCESS = "{product: windows, category: process_creation}";
  private static final String NETWORK = "{product: windows, category: network_connection}";
  private static final RuleSet RULES =
      rules(
          Authored.text("a", PROCESS, "sel: {Image: a, User: b}\ncondition: sel"),
          Authored.text("b", PROCESS, "sel: {Image: a}\nf: {Hashes: b}\ncondition: sel and not f"),
          Authored.text("c", "{product: windows}", "sel: {Company: a}\ncondition: sel"),
          Authored.text("d", NETWORK, "sel: {DestinationIp: '::1'}\ncondition: sel"),
          Authored.text("e", "{product: abacus}", "sel: {bead: 1}\ncondition: sel"));

  private final SeenKinds kinds = new SeenKinds(2);

  private static RuleSet rules(String... texts) {
    return Authored.compile(texts).ruleSet();
  }

  private void add(int group, String host, Event event) {
    kinds.add(group, host, JudgedEvent.of(event));
  }

  @Test
  void groupsAreKeptApart() {
    kinds.rules(RULES);
    add(0, "a", process(",\"Image\":1"));
    add(0, "b", process(",\"Image\":1"));
    add(1, "c", process(",\"User\":1"));
    SeenKind first = kinds.of(0).get(0);
    assertThat(first.events()).isEqualTo(2);
    assertThat(first.present()).containsExactly("Image");
    assertThat(first.absent()).containsExactlyInAnyOrder("User", "Hashes", "Company");
    assertThat(first.hosts().estimate()).isEqualTo(2);
    assertThat(kinds.of(1).get(0).present()).containsExactly("User");
  }

  @Test
  void whatNoRuleAsksForIsNotKept() {
    kinds.rules(RULES);
    for (int i = 0; i < SeenKinds.MOST + 7; i++) {
      add(0, "a", event("{\"logsource\":{\"product\":\"p" + i + "\"}}"));
    }
    assertThat(kinds.of(0)).isEmpty();
    assertThat(kinds.omitted(0)).isEqualTo(7);
    assertThat(kinds.asked(0)).isEqualTo(SeenKinds.MOST + 7);
    kinds.rules(RULES);
    add(0, "a", process(""));
    assertThat(kinds.of(0)).hasSize(1);
    assertThat(kinds.asked(0)).isEqualTo(1);
  }

  @Test
  void kindsAreBounded() {
    kinds.rules(RULES);
    for (int i = 0; i < SeenKinds.MOST + 7; i++) {
      add(1, "a", event("{\"logsource\":{\"product\":\"windows\",\"service\":\"s" + i + "\"}}"));
    }
    assertThat(kinds.of(1)).hasSize(SeenKinds.MOST);
    assertThat(kinds.omitted(1)).isEqualTo(7);
  }

  @Test
  void aNewRuleKeepsWhatIsKnownAndItsFieldIsLookedForFromThenOn() {
    kinds.rules(RULES);
    add(0, "a", process(",\"Image\":1"));
    add(0, "a", process(",\"Image\":1"));
    add(1, "a", process(""));
    kinds.rules(rules(Authored.text("n", PROCESS, "sel: {Image: a, Product: b}\ncondition: sel")));
    add(0, "a", process(""));
    SeenKind seen = kinds.of(0).get(0);
    assertThat(seen.events()).isEqualTo(3);
    assertThat(seen.looked()).isEqualTo(1);
    assertThat(seen.present()).containsExactly("Image");
    assertThat(seen.absent()).containsExactly("Product");
    assertThat(kinds.of(1).get(0).absent()).doesNotContain("Product");
  }

  @Test
  void anotherTextOfARuleDoesNotBeginAnew() {
    kinds.rules(RULES);
    add(0, "a", process(""));
    kinds.rules(rules(Authored.text("a", PROCESS, "sel: {User: other}\ncondition: sel")));
    add(0, "a", process(""));
    assertThat(kinds.of(0).get(0).looked()).isEqualTo(2);
  }

  @Test
  void itSaysWhetherAnythingWasLearned() {
    kinds.rules(RULES);
    assertThat(kinds.takeLearned()).isTrue();
    add(0, "a", process(",\"Image\":1"));
    assertThat(kinds.takeLearned()).isTrue();
    add(0, "b", process(",\"Image\":1"));
    assertThat(kinds.takeLearned()).isFalse();
    add(0, "b", process(",\"User\":1"));
    assertThat(kinds.takeLearned()).isTrue();
  }

  @Test
  void aFieldThatOneEventInThousandsHasIsFound() {
    kinds.rules(RULES);
    for (int i = 0; i < 5000; i++) {
      add(0, "a", process(i == 4321 ? ",\"User\":1" : ""));
    }
    assertThat(kinds.of(0).get(0).present()).containsExactly("User");
  }

  /** Subtasks see the events of different hosts, of which the whole is said. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void whatSubtasksSawAddsUpToTheCoverageOfAllEvents(int subtasks) {
    SplittableRandom random = new SplittableRandom(subtasks);
    Coverage whole = new Coverage(RULES);
    List<SeenKinds> parts = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      parts.add(new SeenKinds(1));
      parts.get(i).rules(RULES);
    }
    for (int i = 0; i < 300; i++) {
      Event event = someEvent(random);
      whole.add(event);
      String host = String.valueOf(event.host());
      parts.get(Math.floorMod(host.hashCode(), subtasks)).add(0, host, JudgedEvent.of(event));
    }
    Coverage sum = new Coverage(RULES);
    parts.forEach(part -> part.of(0).forEach(sum::add));
    assertThat(sum.rules()).isEqualTo(whole.rules());
    assertThat(sum.rules()).extracting(RuleCoverage::admitted).doesNotContain(300L);
    assertThat(sum.rules()).extracting(RuleCoverage::sight).contains(Sight.LIVE, Sight.BLIND);
  }

  private static Event someEvent(SplittableRandom random) {
    StringBuilder json = new StringBuilder("{\"logsource\":{\"product\":\"");
    json.append(random.nextInt(40) == 0 ? "abacus" : "windows").append("\"");
    if (random.nextBoolean()) {
      json.append(",\"category\":\"process_creation\"");
    }
    json.append("},\"Computer\":\"h").append(random.nextInt(20)).append("\"");
    for (String field : Set.of("Image", "User", "Company", "bead")) {
      if (random.nextInt(30) == 0) {
        json.append(",\"").append(field).append("\":1");
      }
    }
    return event(json.append("}").toString());
  }
}
