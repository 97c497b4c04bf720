package dev.sluice.engine.review;

import static dev.sluice.engine.review.Authored.event;
import static dev.sluice.engine.review.Authored.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.match.CompiledRuleSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionSearchTest {

  private static final CompiledRule RULE =
      Authored.rule("s: {Image|endswith: '\\a.exe'}\ncondition: s");

  private static List<Map<String, String>> best(List<Event> harmless, List<Event> harmful) {
    List<Exclusion> proposals = new ExclusionSearch(RULE, harmless, harmful).proposals();
    return proposals.isEmpty() ? List.of() : proposals.get(0).selections();
  }

  private static Event program(String members) {
    return process(",\"Image\":\"C:\\\\x\\\\a.exe\"" + members);
  }

  @Test
  void oneFieldThatTellsIsEnough() {
    assertThat(
            best(
                List.of(program(",\"User\":\"svc\",\"ParentImage\":\"p\"")),
                List.of(program(",\"User\":\"eve\",\"ParentImage\":\"p\""))))
        .containsExactly(Map.of("User", "svc"));
  }

  @Test
  void programsAreReliedOnMoreThanUsersAndHosts() {
    assertThat(
            best(
                List.of(program(",\"User\":\"svc\",\"Computer\":\"h\",\"ParentImage\":\"p\"")),
                List.of(program(",\"User\":\"eve\",\"Computer\":\"i\",\"ParentImage\":\"q\""))))
        .containsExactly(Map.of("ParentImage", "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProcessId",
        "ProcessGuid",
        "UtcTime",
        "LogonId",
        "EventRecordID",
        "@timestamp",
        "Channel",
        "process.pid",
        "winlog.record_id",
        "ThreadID",
        "ParentProcessGuid",
        "TimeCreated",
        "SourcePort"
      })
  void whatDiffersFromEventToEventOrSaysTheKindIsNeverAskedFor(String field) {
    assertThat(
            best(
                List.of(program(",\"" + field + "\":\"1\"")),
                List.of(program(",\"" + field + "\":\"2\""))))
        .isEmpty();
  }

  @Test
  void valuesThatAreUniqueByTheirFormAreNeverAskedFor() {
    assertThat(
            best(
                List.of(program(",\"Anything\":\"{0f0f0f0f-0000-1111-2222-333344445555}\"")),
                List.of(program(",\"Anything\":\"x\""))))
        .isEmpty();
  }

  @Test
  void hashesComeLast() {
    Event harmless = program(",\"Hashes\":\"MD5=1\",\"User\":\"u\",\"Computer\":\"c\"");
    assertThat(best(List.of(harmless), List.of(program(",\"User\":\"u\",\"Computer\":\"d\""))))
        .containsExactly(Map.of("Computer", "c"));
    assertThat(best(List.of(harmless), List.of(program(",\"User\":\"u\",\"Computer\":\"c\""))))
        .containsExactly(Map.of("Hashes", "MD5=1"));
  }

  @Test
  void aFolderOrFileNameStandsForPathsThatDiffer() {
    List<Event> harmless =
        IntStream.range(0, 30)
            .mapToObj(i -> program(",\"ParentImage\":\"C:\\\\Temp\\\\" + i + "\\\\setup.exe\""))
            .toList();
    assertThat(best(harmless, List.of(program(",\"ParentImage\":\"C:\\\\Temp\\\\x.exe\""))))
        .containsExactly(Map.of("ParentImage|endswith", "\\setup.exe"));
  }

  @Test
  void severalFieldsAreAskedForOnlyWhenOneDoesNotTell() {
    assertThat(
            best(
                List.of(program(",\"ParentImage\":\"p\",\"CommandLine\":\"c\"")),
                List.of(
                    program(",\"ParentImage\":\"p\",\"CommandLine\":\"d\""),
                    program(",\"ParentImage\":\"q\",\"CommandLine\":\"c\""))))
        .containsExactly(Map.of("ParentImage", "p", "CommandLine", "c"));
  }

  @Test
  void causesWithoutACommonFieldAreSelectionsOfTheirOwn() {
    assertThat(
            best(
                List.of(
                    program(",\"ParentImage\":\"p\""),
                    program(",\"ParentImage\":\"p\",\"Extra\":\"1\""),
                    program(",\"CommandLine\":\"c\"")),
                List.of(program(",\"User\":\"eve\""))))
        .containsExactlyInAnyOrder(Map.of("ParentImage", "p"), Map.of("CommandLine", "c"));
  }

  @Test
  void caseMakesNoDifference() {
    assertThat(best(List.of(program(",\"User\":\"SVC\"")), List.of(program(",\"User\":\"svc\""))))
        .isEmpty();
  }

  @Test
  void eventsThatNothingTellsApartAreNamed() {
    List<Event> harmless =
        List.of(program(",\"User\":\"a\""), program(",\"User\":\"b\",\"ProcessId\":1"));
    List<Event> harmful =
        List.of(program(",\"User\":\"c\""), program(",\"User\":\"b\",\"ProcessId\":2"));
    ExclusionSearch search = new ExclusionSearch(RULE, harmless, harmful);
    assertThat(search.proposals()).isEmpty();
    assertThat(search.indistinguishable()).containsExactly(1, 1);
  }

  @Test
  void aFieldIsNamedAsSigmaNamesItWhateverTheShapeOfTheEvent() {
    String ecs =
        "{\"@timestamp\":\"2026-11-20T09:14:07Z\",\"ecs\":{\"version\":\"8\"},\"event\":{\"code\":\"1\",\"provider\":"
            + "\"Microsoft-Windows-Sysmon\"},\"winlog\":{\"channel\":\"Microsoft-Windows-Sysmon/Operational\","
            + "\"event_id\":1,\"provider_name\":\"Microsoft-Windows-Sysmon\"},\"process\":{\"executable\":"
            + "\"C:\\\\x\\\\a.exe\",\"parent\":{\"executable\":\"%s\"}}}";
    assertThat(best(List.of(event(ecs.formatted("p"))), List.of(event(ecs.formatted("q")))))
        .containsExactly(Map.of("ParentImage", "p"));
  }

  @Test
  void thousandsOfFalsePositivesAreSearchedInSeconds() {
    List<Event> harmless =
        IntStream.range(0, 20_000)
            .mapToObj(i -> program(",\"User\":\"u" + i + "\",\"ParentImage\":\"p" + i % 3 + "\""))
            .toList();
    long start = System.nanoTime();
    assertThat(best(harmless, List.of(program(",\"User\":\"x\"")))).hasSize(3);
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }

  @Test
  void theDocumentIsAFilterThatCompilesAndSaysTheValuesLiterally() {
    Exclusion exclusion =
        new Exclusion(
            List.of(
                Map.of("User", "it's * and \\? ü"),
                Map.of("User", "b\\\\c"),
                Map.of("weird key: x", "#1", "Image|startswith", "C:\\x\\")));
    String text = new String(exclusion.filterFor(RULE).content(), StandardCharsets.UTF_8);
    CompiledRuleSet compiled =
        Authored.compile(
            "title: a rule\nid: "
                + RULE.id()
                + "\nlogsource: {product: windows, category: process_creation}\n"
                + "detection: {s: {Image|endswith: '\\a.exe'}, condition: s}",
            text);
    CompiledRule rule = compiled.ruleSet().rules().get(0);
    assertThat(rule.filters()).hasSize(1);
    assertThat(fires(rule, ",\"User\":\"it's * and \\\\? ü\"")).isFalse();
    assertThat(fires(rule, ",\"User\":\"it's x and \\\\? ü\"")).isTrue();
    assertThat(fires(rule, ",\"User\":\"b\\\\\\\\c\"")).isFalse();
    assertThat(fires(rule, ",\"User\":\"b\\\\c\"")).isTrue();
    assertThat(fires(rule, ",\"weird key: x\":\"#1\"")).isFalse();
    assertThat(fires(rule, ",\"weird key: x\":\"#2\"")).isTrue();
  }

  private static boolean fires(CompiledRule rule, String members) {
    return Firing.fires(rule, program(members));
  }
}
