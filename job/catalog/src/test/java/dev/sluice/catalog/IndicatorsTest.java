package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.IndicatorUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndicatorsTest {

  private static final String PROCESS = "product: windows, category: process_creation";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "Image: 'C:\\A.exe'                   ! eq         ! c:\\a.exe",
        "Image|contains: 'Foo'                ! contains   ! foo",
        "Image: '*Foo*'                       ! contains   ! foo",
        "Image|startswith: 'C:'               ! startswith ! c:",
        "Image|endswith: '\\\\\\\\Foo'        ! endswith   ! \\\\foo",
        "Image|contains: '\\*'                ! contains   ! *",
        "Image: 'a*b?c'                       ! wildcard   ! a*b?c",
        "Image|cased: 'Foo'                   ! eq cased   ! Foo",
        "Image|re: 'Fo+'                      ! re         ! Fo+",
        "Image|re|i: 'Fo+'                    ! re|i       ! Fo+",
        "Image: 2                             ! eq         ! 2",
        "Image: 2.0                           ! eq         ! 2",
        "Image: '2'                           ! eq         ! 2",
        "Image|gte: 10                        ! gte        ! 10",
        "Image: true                          ! eq         ! true",
        "Image: null                          ! null       ! null",
        "Image: ''                            ! eq         ! ``",
        "Image|exists: false                  ! exists     ! false",
        "Image|cidr: '10.0.0.0/8'             ! cidr       ! 10.0.0.0/8",
        "Image|fieldref: ParentImage          ! fieldref   ! ParentImage",
        "Image|fieldref|startswith: ParentImage ! fieldref startswith ! ParentImage",
        "Image|base64: 'foo'                  ! eq         ! zm9v",
        "Image|hour|lt: 7                     ! hour lt    ! 7"
      })
  void oneThingHasOneKindAndValueHoweverItIsSpelt(String item, String kind, String value) {
    CatalogData data = new Packs().rule("a", PROCESS, selection(item.strip())).build();
    Indicator only = data.catalog().indicators().get(0);
    assertThat(data.catalog().indicators()).hasSize(1);
    assertThat(only.field()).isEqualTo("Image");
    assertThat(only.kind()).isEqualTo(kind.strip());
    assertThat(only.value()).isEqualTo(value.strip());
  }

  @Test
  void aWordWithDashesOfWindowsIsEachOfItsSpellings() {
    CatalogData data =
        new Packs()
            .rule("dashes", PROCESS, selection("CommandLine|contains|windash: ' -Enc'"))
            .rule("plain", PROCESS, selection("CommandLine|contains: ' /enc'"))
            .build();
    assertThat(Packs.indicator(data, "CommandLine", "contains", " /enc").rules()).hasSize(2);
    assertThat(Packs.page(data, "dashes").indicators())
        .hasSize(5)
        .allMatch(use -> use.sources().equals(List.of("CommandLine|contains|windash:  -Enc")));
  }

  @Test
  void keywordsHaveNoField() {
    CatalogData data = new Packs().rule("a", PROCESS, "words: [Foo]\ncondition: words").build();
    assertThat(Packs.indicator(data, "", "contains", "foo").rules()).hasSize(1);
    assertThat(data.catalog().fields()).isEmpty();
  }

  @Test
  void othersAreCountedWithoutTheRuleItselfInTotalAndPerPack() {
    Packs packs = new Packs();
    for (String rule : List.of("one/a", "one/b", "two/c")) {
      String[] parts = rule.split("/");
      packs.file(
          parts[0],
          parts[1] + ".yml",
          "title: %s\nlogsource: {%s}\ndetection: {s: {Version: 2}, condition: s}\n"
              .formatted(parts[1], PROCESS));
    }
    CatalogData data = packs.build();
    IndicatorUse ofA = Packs.page(data, "a").indicators().get(0);
    assertThat(ofA.others()).isEqualTo(2);
    assertThat(ofA.othersPerPack()).containsOnlyKeys("one", "two").containsEntry("one", 1);
    IndicatorUse ofC = Packs.page(data, "c").indicators().get(0);
    assertThat(ofC.othersPerPack()).containsOnlyKeys("one").containsEntry("one", 2);
  }

  @Test
  void whatIsRefusedIsShownApartAndCountsNowhere() {
    CatalogData data =
        new Packs()
            .rule("loaded", PROCESS, selection("Version: 2"))
            .rule("twice", PROCESS, "s:\n  Version: 2\n  Image: a\n  Image: b\ncondition: s")
            .rule("unknown", PROCESS, "s: {Version: 2}\ncondition: t")
            .build();
    Indicator version = Packs.indicator(data, "Version", "eq", "2");
    assertThat(version.rules()).containsExactly(Packs.slug(data, "loaded"));
    assertThat(version.refused())
        .containsExactlyInAnyOrder(Packs.slug(data, "twice"), Packs.slug(data, "unknown"));
    IndicatorUse use = Packs.page(data, "loaded").indicators().get(0);
    assertThat(use.others()).isZero();
    assertThat(use.refused()).isEqualTo(2);
    assertThat(data.catalog().counts().rules()).isEqualTo(1);
    assertThat(data.catalog().counts().refused()).isEqualTo(2);
  }

  @Test
  void whatARuleLeavesOutIsNoIndicatorOfIt() {
    CatalogData data =
        new Packs()
            .rule("a", PROCESS, "s: {Image: x}\nf: {User: y}\ncondition: s and not f")
            .rule("b", PROCESS, "s: {Image: x}\nf: {User|neq: z}\ncondition: s and not f")
            .build();
    assertThat(Packs.page(data, "a").indicators())
        .extracting(IndicatorUse::field)
        .containsExactly("Image");
    Indicator left = Packs.indicator(data, "User", "eq", "y");
    assertThat(left.rules()).isEmpty();
    assertThat(left.excludedBy()).containsExactly(Packs.slug(data, "a"));
    assertThat(Packs.indicator(data, "User", "eq", "z").rules())
        .as("who leaves out what differs looks for it")
        .containsExactly(Packs.slug(data, "b"));
  }

  private static String selection(String item) {
    return "s:\n  " + item + "\ncondition: s";
  }
}
