package dev.sluice.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Overlap.Contested;
import dev.sluice.catalog.data.Overlap.DeadBranch;
import dev.sluice.catalog.data.Overlap.Duplicate;
import dev.sluice.catalog.data.Overlap.Subsumption;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rules overlap: what is said is right, and every witness bears it out. */
final class OverlapTest {

  private static final String PROCESS = "product: windows, category: process_creation";
  private static final List<String> LETTERS =
      List.of("a", "A", "b", "ab", "İ", "i", "ς", "Σ", "K", "k", "", " ", "\\\\");

  @Test
  void rulesOfOneMeaningAreDuplicatesWhateverTheirText() {
    Packs packs =
        new Packs()
            .rule("one", PROCESS, "s: {Image: [a, b], User: u}\ncondition: s")
            .rule("two", PROCESS, "x: {User: U}\ny: {Image: [B, a]}\ncondition: x and y")
            .rule("same text", PROCESS, "s: {Image: [a, b], User: u}\ncondition: s")
            .rule(
                "other source",
                "product: windows, category: image_load",
                "s: {Image: [a, b], User: u}\ncondition: s");
    CatalogData data = packs.build();
    List<Duplicate> found = data.catalog().overlap().duplicates();
    assertThat(found).hasSize(1);
    assertThat(titles(data, found.get(0).rules()))
        .containsExactlyInAnyOrder("one", "two", "same text");
    assertThat(found.get(0).sameText()).isFalse();
    assertThat(fired(packs, found.get(0).witness())).contains("one", "two", "same text");
    assertThat(data.catalog().overlap().subsumptions()).isEmpty();
  }

  @Test
  void equalTextsAreSaidToBe() {
    CatalogData data =
        new Packs()
            .rule("one", PROCESS, "s: {Image: a}\ncondition: s")
            .rule("two", PROCESS, "s: {Image: a}\ncondition: s")
            .build();
    assertThat(data.catalog().overlap().duplicates()).allMatch(Duplicate::sameText).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Image|contains: foo   ! Image|endswith: foobar",
        "Image|endswith: .exe  ! Image: 'c:/a.exe'",
        "Image|re: 'a'         ! Image|re: 'a'",
        "Image|cidr: 10.0.0.0/8 ! Image|cidr: 10.1.0.0/16",
        "Image|gt: 5           ! Image: 7",
        "Image|exists: true    ! Image: x"
      })
  void aRuleThatFiresWheneverAnotherDoesIsTheWideOne(String wide, String narrow) {
    Packs packs =
        new Packs()
            .rule("wide", PROCESS, "s:\n  " + wide.strip() + "\ncondition: s")
            .rule("narrow", PROCESS, "s:\n  " + narrow.strip() + "\n  User: u\ncondition: s");
    CatalogData data = packs.build();
    List<Subsumption> found = data.catalog().overlap().subsumptions();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).wide()).isEqualTo(Packs.slug(data, "wide"));
    assertThat(found.get(0).narrow()).isEqualTo(Packs.slug(data, "narrow"));
    assertThat(fired(packs, found.get(0).both())).contains("wide", "narrow");
    assertThat(fired(packs, found.get(0).wideOnly())).containsExactly("wide");
  }

  @Test
  void aWiderLogSourceIsPartOfBeingWide() {
    String detection = "s: {EventID: 1, Image: a}\ncondition: s";
    CatalogData data =
        new Packs()
            .rule("all of windows", "product: windows", detection)
            .rule("of sysmon", "product: windows, service: sysmon", detection)
            .build();
    assertThat(data.catalog().overlap().subsumptions())
        .extracting(Subsumption::wide)
        .containsExactly(Packs.slug(data, "all of windows"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s: {Image: x}\nf: {Image|contains: x}\ncondition: s and not f",
        "s: {Image: x}\ncondition: s and not s",
        "s: {Image: []}\ncondition: s",
        "s: {Image|gt: 5, User: u}\nt: {User|exists: false}\ncondition: s and t"
      })
  void aRuleThatCanNeverFireIsAContradiction(String detection) {
    CatalogData data = new Packs().rule("never", PROCESS, detection).build();
    assertThat(data.catalog().overlap().contradictions())
        .extracting(Overlap.Contradiction::rule)
        .containsExactly(Packs.slug(data, "never"));
  }

  @Test
  void aRuleWithoutEventsIsNoContradiction() {
    CatalogData data =
        new Packs()
            .rule(
                "appliance",
                "product: paloalto, category: file_event, service: globalprotect",
                "s: {Image: x}\ncondition: s")
            .build();
    assertThat(data.catalog().overlap().contradictions()).isEmpty();
    assertThat(data.catalog().gaps().logSourcesWithoutData()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "s: {Image|contains: [foo, foobar]}~condition: s ! s ! Image contains 'foobar'",
        "s: {Image|contains|all: [foo, foobar]}~condition: s ! s ! Image contains 'foo'",
        "s: {Image: [a, A]}~condition: s ! s ! Image eq 'A'",
        "s: {Image: a}~t: {Image: a, User: u}~condition: s or t ! t ! t",
        "s: {Image: a}~t: {Image|contains: a}~condition: s and t ! t ! t",
        "s: {Image: a}~f: {User: u, Image: b}~g: {User: u}~condition: s and not f and not g !"
            + " '' ! not f",
        "s: {Image: a}~n: {User: []}~condition: s or n ! n ! n"
      })
  void aPartThatChangesNothingIsADeadBranch(String detection, String selection, String part) {
    Packs packs = new Packs().rule("a", PROCESS, detection.strip().replace("~", "\n"));
    List<DeadBranch> found = packs.build().catalog().overlap().deadBranches();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).selection()).isEqualTo(selection.strip().replace("''", ""));
    assertThat(found.get(0).part()).isEqualTo(part.strip());
    boolean never = found.get(0).because().startsWith("nothing");
    if (!never) {
      assertThat(fired(packs, found.get(0).witness())).containsExactly("a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s: {Image|contains: [foo, bar]}\ncondition: s",
        "s: {Image|contains|cased: [foo, FOObar]}\ncondition: s",
        "s: {Image: a}\nt: {User: u}\ncondition: s or t",
        "s: {Image|contains: a}\nf: {Image: ab}\ncondition: s and not f",
        // an event may have a list of two images
        "s: {Image: a}\nf: {Image: b}\ncondition: s and not f",
        "s: {Image: '*'}\nt: {User: null}\ncondition: s and t"
      })
  void aPartThatMattersIsNoDeadBranch(String detection) {
    assertThat(new Packs().rule("a", PROCESS, detection).build().catalog().overlap().deadBranches())
        .isEmpty();
  }

  @Test
  void listsThatAreTooLongAreNamed() {
    String values =
        IntStream.range(0, 501).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    CatalogData data =
        new Packs()
            .rule("long", PROCESS, "s: {Image|contains: [" + values + "]}\ncondition: s")
            .rule("short", PROCESS, "s: {Image: x}\ncondition: s")
            .build();
    assertThat(data.catalog().overlap().searched().withLongLists())
        .containsExactly(Packs.slug(data, "long"));
    assertThat(data.catalog().overlap().deadBranches()).isEmpty();
  }

  @Test
  void anIndicatorThatOneRuleAlertsOnAndAnotherExcludesIsContested() {
    Packs packs =
        new Packs()
            .rule("alerts", PROCESS, "s: {Image|endswith: \\tool.exe}\ncondition: s")
            .rule(
                "excludes",
                PROCESS,
                "s: {CommandLine|contains: run}\nf: {Image|endswith: \\TOOL.exe}\n"
                    + "condition: s and not f")
            .rule(
                "elsewhere",
                "product: windows, category: image_load",
                "s: {ImageLoaded: x}\nf: {Image|endswith: \\tool.exe}\ncondition: s and not f");
    CatalogData data = packs.build();
    List<Contested> found = data.catalog().overlap().contested();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).alerts()).isEqualTo(Packs.slug(data, "alerts"));
    assertThat(found.get(0).excludes()).isEqualTo(Packs.slug(data, "excludes"));
    assertThat(found.get(0).pairs()).isEqualTo(1);
    assertThat(fired(packs, found.get(0).witness())).containsExactly("alerts");
  }

  /** Everything that is said of random rules is borne out by the plain judge on random events. */
  @Test
  void everyWitnessOfRandomRulesIsConfirmedByTheScan() {
    int shown = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Packs packs = new Packs();
      for (int i = 0; i < 12; i++) {
        packs.rule("r" + i, PROCESS, detection(random));
      }
      CatalogData data = packs.build();
      Overlap overlap = data.catalog().overlap();
      String at = "seed " + seed;
      shown += confirmed(packs, data, overlap, at);
      for (int i = 0; i < 60; i++) {
        holds(data, overlap, fired(packs, event(random)), at);
      }
    }
    assertThat(shown).as("what random rules show").isGreaterThan(500);
  }

  private static int confirmed(Packs packs, CatalogData data, Overlap overlap, String at) {
    for (Duplicate duplicate : overlap.duplicates()) {
      assertThat(fired(packs, duplicate.witness()))
          .as(at)
          .containsAll(titles(data, duplicate.rules()));
    }
    for (Subsumption one : overlap.subsumptions()) {
      assertThat(fired(packs, one.both()))
          .as(at)
          .containsAll(titles(data, List.of(one.wide(), one.narrow())));
      if (!one.wideOnly().isEmpty()) {
        assertThat(fired(packs, one.wideOnly()))
            .as(at)
            .containsAll(titles(data, List.of(one.wide())))
            .doesNotContainAnyElementsOf(titles(data, List.of(one.narrow())));
      }
    }
    for (DeadBranch dead : overlap.deadBranches()) {
      if (!dead.witness().isEmpty()) {
        assertThat(fired(packs, dead.witness()))
            .as(at)
            .containsAll(titles(data, List.of(dead.rule())));
      }
    }
    for (Contested contested : overlap.contested()) {
      if (!contested.witness().isEmpty()) {
        assertThat(fired(packs, contested.witness()))
            .as(at)
            .containsAll(titles(data, List.of(contested.alerts())))
            .doesNotContainAnyElementsOf(titles(data, List.of(contested.excludes())));
      }
    }
    return overlap.duplicates().size()
        + overlap.subsumptions().size()
        + overlap.deadBranches().size()
        + overlap.contested().size();
  }

  /** What is said of all events holds of the one on which {@code fired} fire. */
  private static void holds(CatalogData data, Overlap overlap, List<String> fired, String at) {
    overlap
        .contradictions()
        .forEach(
            never ->
                assertThat(fired)
                    .as(at)
                    .doesNotContainAnyElementsOf(titles(data, List.of(never.rule()))));
    for (Duplicate duplicate : overlap.duplicates()) {
      Set<String> same = new HashSet<>(titles(data, duplicate.rules()));
      assertThat(same.stream().filter(fired::contains).count()).as(at).isIn(0L, (long) same.size());
    }
    for (Subsumption one : overlap.subsumptions()) {
      if (fired.containsAll(titles(data, List.of(one.narrow())))) {
        assertThat(fired).as(at).containsAll(titles(data, List.of(one.wide())));
      }
    }
  }

  private static String detection(Random random) {
    List<String> conditions =
        List.of("s", "s or t", "s and t", "s and not t", "(s or t) and not u", "not t and s");
    String condition = conditions.get(random.nextInt(conditions.size()));
    return List.of("s", "t", "u").stream()
        .filter(name -> condition.matches(".*\\b" + name + "\\b.*"))
        .map(
            name ->
                name
                    + ": {"
                    + item(random)
                    + (random.nextBoolean() ? ", " + item(random) : "")
                    + "}")
        .distinct()
        .collect(Collectors.joining("\n", "", "\ncondition: " + condition));
  }

  private static String item(Random random) {
    String field = random.nextBoolean() ? "Image" : "User" + random.nextInt(1000);
    String name = random.nextInt(4) == 0 ? field : List.of("A", "B").get(random.nextInt(2));
    List<String> forms = List.of("", "|contains", "|startswith", "|endswith", "|contains|cased");
    String values =
        IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(i -> "'" + LETTERS.get(random.nextInt(LETTERS.size() - 3)) + "'")
            .collect(Collectors.joining(", "));
    String key = name + forms.get(random.nextInt(forms.size()));
    return "'" + key + "': [" + values + "]";
  }

  private static String event(Random random) {
    List<String> members = new ArrayList<>();
    for (String field : List.of("A", "B", "Image")) {
      if (random.nextInt(5) > 0) {
        String value =
            IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> LETTERS.get(random.nextInt(LETTERS.size())))
                .collect(Collectors.joining());
        members.add("\"" + field + "\":\"" + value + "\"");
      }
    }
    return "{\"logsource\":{\"product\":\"windows\",\"category\":\"process_creation\"}"
        + members.stream().map(member -> "," + member).collect(Collectors.joining())
        + "}";
  }

  private static List<String> titles(CatalogData data, List<String> slugs) {
    return data.catalog().rules().stream()
        .filter(line -> slugs.contains(line.slug()))
        .map(line -> line.title())
        .toList();
  }

  private static List<String> fired(Packs packs, String event) {
    return packs.judge().judge(event.getBytes(UTF_8)) instanceof Verdict.Fired fired
        ? fired.matches().stream()
            .map(Match::rule)
            .map(CompiledRule::header)
            .map(Header::title)
            .toList()
        : List.of();
  }
}
