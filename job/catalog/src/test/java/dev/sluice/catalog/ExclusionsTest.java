package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.Exclusion.ExcludedTest;
import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.Stage;
import dev.sluice.catalog.data.TestValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExclusionsTest {

  private static final String PROCESS = "product: windows, category: process_creation";

  @Test
  void fieldsOfOneFilterBelongTogether() {
    assertThat(
            exclusions(
                "s: {Image: x}\nfilter_a: {User: u, Image|endswith: [a, b]}\n"
                    + "filter_b: {Version: 2}\ncondition: s and not 1 of filter_*"))
        .containsExactly("filter_a: User eq u & Image endswith a,b", "filter_b: Version eq 2");
  }

  @Test
  void aListOfMapsIsAsManyAlternatives() {
    assertThat(
            exclusions("s: {Image: x}\nf:\n  - A: 1\n    B: 2\n  - C: 3\ncondition: s and not f"))
        .containsExactly("f: A eq 1 & B eq 2 / C eq 3");
  }

  @Test
  void whatIsLeftOutTogetherIsOneExclusion() {
    assertThat(
            exclusions(
                "s: {Image: x}\nf_1: {A: 1}\nf_2: {B: [2, 3]}\ncondition: s and not all of f_*"))
        .containsExactly("f_1, f_2: A eq 1 & B eq 2,3");
    assertThat(
            exclusions("s: {Image: x}\nf: {A: 1}\ng: {B: 2}\ncondition: s and not (f and not g)"))
        .containsExactly("f, g: A eq 1 & not B eq 2");
  }

  @Test
  void eachFilterThatIsJoinedByOrIsOneByItself() {
    assertThat(exclusions("s: {Image: x}\nf: {A: 1}\ng: {B: 2}\ncondition: s and not (f or g)"))
        .containsExactly("f: A eq 1", "g: B eq 2");
  }

  @Test
  void onlyNegatedTermsAtTheTopAreExclusions() {
    assertThat(exclusions("s: {Image: x}\nt: {Image: y}\nf: {A: 1}\ncondition: (s and not f) or t"))
        .isEmpty();
  }

  @Test
  void kindsAreToldApartAndNoValueIsLost() {
    CatalogData data =
        new Packs()
            .rule(
                "a",
                PROCESS,
                """
                s: {Image: x}
                f:
                  Image:
                    - '*\\a.exe'
                    - 'b\\\\\\\\c'
                condition: s and not f
                """)
            .build();
    ExcludedTest test =
        Packs.page(data, "a").exclusions().get(0).alternatives().get(0).all().get(0);
    assertThat(test.kind()).isEqualTo("mixed");
    assertThat(test.values()).extracting(TestValue::kind).containsExactly("endswith", "eq");
    assertThat(test.values()).extracting(TestValue::text).containsExactly("\\a.exe", "b\\\\c");
    assertThat(test.values())
        .extracting(TestValue::source)
        .containsExactly("*\\a.exe", "b\\\\\\\\c");
  }

  @Test
  void allValuesOfAnItemAreSaidToBeNeeded() {
    CatalogData data =
        new Packs()
            .rule(
                "a", PROCESS, "s: {Image: x}\nf: {A|contains|all: [b, c]}\ncondition: s and not f")
            .build();
    ExcludedTest test =
        Packs.page(data, "a").exclusions().get(0).alternatives().get(0).all().get(0);
    assertThat(test.quantifier()).isEqualTo(FieldTest.Quantifier.ALL);
    assertThat(test.values()).hasSize(2);
  }

  @Test
  void anExclusionWithTooManyAlternativesIsShownAsATree() {
    String filters =
        IntStream.range(0, 12)
            .mapToObj(i -> "f%d:\n  - A: %d\n  - B: %d\n".formatted(i, i, i))
            .collect(Collectors.joining());
    CatalogData data =
        new Packs()
            .rule("a", PROCESS, "s: {Image: x}\n" + filters + "condition: s and not all of f*")
            .build();
    Exclusion exclusion = Packs.page(data, "a").exclusions().get(0);
    assertThat(exclusion.alternatives()).isEmpty();
    assertThat(Objects.requireNonNull(exclusion.whole()).parts()).hasSize(12);
  }

  @Test
  void stagesSayHowTheConditionUsesEachIdentifier() {
    CatalogData data =
        new Packs()
            .rule(
                "a",
                PROCESS,
                """
                s: {A: 1}
                f: {B: 1}
                b: {C: 1}
                u: {D: 1}
                condition: (s and not f and b) or not b
                """)
            .build();
    List<Stage> stages = Packs.page(data, "a").stages();
    assertThat(stages)
        .extracting(stage -> stage.number() + " " + stage.name() + " " + stage.use())
        .containsExactly(
            "0 condition CONDITION", "1 s WANTED", "2 f NOT", "3 b BOTH", "4 u UNUSED");
  }

  private static List<String> exclusions(String detection) {
    CatalogData data = new Packs().rule("a", PROCESS, detection).build();
    return Packs.page(data, "a").exclusions().stream().map(ExclusionsTest::words).toList();
  }

  private static String words(Exclusion exclusion) {
    return exclusion.filter()
        + ": "
        + exclusion.alternatives().stream()
            .map(
                a -> a.all().stream().map(ExclusionsTest::words).collect(Collectors.joining(" & ")))
            .collect(Collectors.joining(" / "));
  }

  private static String words(ExcludedTest test) {
    String values = test.values().stream().map(TestValue::text).collect(Collectors.joining(","));
    return (test.negated() ? "not " : "") + test.field() + " " + test.kind() + " " + values;
  }
}
