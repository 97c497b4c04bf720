package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Packs;
import dev.sluice.catalog.data.AttackMatrix.Tactic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttackPagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CatalogData data = new Packs().build();
  private WrittenSite site = new WrittenSite(Path.of("."));

  @BeforeEach
  void write() throws IOException {
    data =
        new Packs()
            .file("own", "1.yml", rule("one", "attack.execution, attack.t1059.001"))
            .file("own", "2.yml", rule("two", "attack.t1059, attack.t1059.001"))
            .file("own", "3.yml", rule("three", "attack.defense-evasion, attack.t1656"))
            .build();
    site = WrittenSite.write(data, folder.resolve("site"));
  }

  private static String rule(String title, String tags) {
    return "title: "
        + title
        + "\ntags: ["
        + tags
        + "]\nlogsource: {product: windows, category: process_creation}\n"
        + "detection: {s: {Image: "
        + title
        + "}, condition: s}\n";
  }

  @Test
  void theMatrixHasEveryTacticInItsOrder() throws IOException {
    Document page = site.page(SitePaths.ATTACK);
    assertThat(page.select(".matrix > section > h2").eachText())
        .containsExactlyElementsOf(
            data.catalog().attack().tactics().stream().map(Tactic::name).toList());
    assertThat(page.select("p.note").text()).contains(data.catalog().attack().attribution());
    assertThat(page.select("ul.legend li").eachText())
        .containsExactly("no rule", "1 to 2", "3 to 9", "10 to 29", "30 to 99", "100 or more");
  }

  @Test
  void aTechniqueCountsTheRulesOfItsSubTechniquesOnce() throws IOException {
    Element cell = cell("T1059");
    assertThat(cell.select("> span > .count").text()).isEqualTo("2");
    assertThat(cell.select("> span").attr("data-heat")).isEqualTo("1");
    assertThat(cell.select("details summary").text()).startsWith("1 of ");
    assertThat(cell.select("details a[href$=T1059.001.html] + .count").text()).isEqualTo("2");
    String path = SitePaths.technique("T1059");
    assertThat(site.fact(path, "Rules tagged with it")).isEqualTo("1");
    assertThat(site.fact(path, "Rules, with its sub-techniques")).isEqualTo("2");
    assertThat(site.fact(SitePaths.technique("T1059.001"), "Sub-technique of")).contains("T1059 ");
    assertThat(site.rows(SitePaths.technique("T1059.001"), "rules")).hasSize(2);
  }

  private Element cell(String id) throws IOException {
    return site.page(SitePaths.ATTACK)
        .select(".matrix > section > ul > li:has(> span > a[href$=/" + id + ".html])")
        .get(0);
  }

  @Test
  void replacedIdsLeadToWhatTookTheirPlace() throws IOException {
    assertThat(site.rows(SitePaths.technique("T1684.001"), "rules")).hasSize(1);
    assertThat(site.fact(SitePaths.technique("T1684.001"), "Took the place of")).isEqualTo("T1656");
    assertThat(site.page(SitePaths.technique("T1656")).select("p.lead a").attr("href"))
        .isEqualTo("../attack/T1684.001.html");
    assertThat(site.fact(SitePaths.tactic("stealth"), "Formerly")).isEqualTo("defense-evasion");
    assertThat(site.rows(SitePaths.tactic("stealth"), "rules")).hasSize(1);
  }

  /** By the published description of the format: keys, types, which must be there. */
  @Test
  void theLayerIsAsItsFormatAsks() throws IOException {
    JsonNode layer = JSON.readTree(site.root().resolve(SitePaths.LAYER).toFile());
    assertThat(names(layer))
        .isSubsetOf(
            "name",
            "versions",
            "domain",
            "description",
            "sorting",
            "layout",
            "hideDisabled",
            "techniques",
            "gradient",
            "legendItems");
    assertThat(layer.get("name").isTextual()).isTrue();
    assertThat(layer.get("description").isTextual()).isTrue();
    assertThat(layer.get("domain").asText()).isEqualTo("enterprise-attack");
    assertThat(layer.get("versions").get("layer").asText()).isEqualTo("4.5");
    assertThat(layer.get("versions").get("navigator").asText()).matches("([5-9]|4\\.9)\\..*");
    assertThat(layer.get("versions").get("attack").asText()).matches("[0-9]+");
    assertThat(layer.get("sorting").asInt()).isBetween(0, 3);
    assertThat(names(layer.get("layout")))
        .isSubsetOf(
            "layout",
            "showID",
            "showName",
            "showAggregateScores",
            "countUnscored",
            "aggregateFunction",
            "expandedSubtechniques");
    JsonNode gradient = layer.get("gradient");
    assertThat(gradient.get("colors")).hasSizeGreaterThanOrEqualTo(2).allMatch(this::isColour);
    assertThat(gradient.get("maxValue").asInt()).isGreaterThan(gradient.get("minValue").asInt());
    assertThat(layer.get("legendItems"))
        .allMatch(item -> item.get("label").isTextual() && isColour(item.get("color")));
    assertThat(layer.get("techniques"))
        .hasSize(3)
        .allSatisfy(
            technique -> {
              assertThat(technique.get("techniqueID").asText()).matches("T\\d{4}(\\.\\d{3})?");
              assertThat(technique.get("score").isInt()).isTrue();
              assertThat(technique.get("comment").isTextual()).isTrue();
              assertThat(technique.get("enabled").isBoolean()).isTrue();
            });
    assertThat(layer.get("techniques").get(1).get("techniqueID").asText()).isEqualTo("T1059.001");
    assertThat(layer.get("techniques").get(1).get("score").asInt()).isEqualTo(2);
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(entry -> entry.getKey()).toList();
  }

  private boolean isColour(JsonNode node) {
    return node.asText().matches("#[0-9a-f]{6}");
  }

  @Test
  void heatRisesWithTheNumberOfRules() {
    assertThat(List.of(0, 1, 2, 3, 9, 10, 29, 30, 99, 100, 9_999))
        .extracting(Heat::of)
        .containsExactly(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
  }
}
