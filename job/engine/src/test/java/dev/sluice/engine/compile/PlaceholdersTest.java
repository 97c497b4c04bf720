package dev.sluice.engine.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private static SourceFile file(String name, byte[] content) {
    return new SourceFile("pack", "placeholders/" + name, name, content);
  }

  private static SourceFile file(String name, String text) {
    return file(name, text.getBytes(UTF_8));
  }

  private static List<String> errors(SourceFile... files) {
    return Placeholders.parse(List.of(files)).errors().stream().map(SigmaError::toString).toList();
  }

  @Test
  void severalTablesAreOne() {
    Placeholders.Result read =
        Placeholders.parse(
            List.of(file("a.yml", "admins: [root, adm*]\n"), file("b.yml", "dc: 'dç1'\n")));
    assertThat(read.errors()).isEmpty();
    assertThat(read.placeholders().asMap())
        .isEqualTo(Map.of("admins", List.of("root", "adm*"), "dc", List.of("dç1")));
    assertThat(Placeholders.parse(List.of()).placeholders()).isEqualTo(Placeholders.NONE);
  }

  @Test
  void aNameInTwoTablesHasTheValuesOfTheFirst() {
    SourceFile first = file("a.yml", "x: 1\n");
    SourceFile second = file("b.yml", "y: 2\nx: 3\n");
    assertThat(errors(first, second))
        .containsExactly("b.yml:2:1: placeholder 'x' stands in two tables");
    assertThat(Placeholders.parse(List.of(first, second)).placeholders().asMap())
        .isEqualTo(Map.of("x", List.of("1"), "y", List.of("2")));
  }

  @Test
  void everyMistakeIsNamedAndTheRestGoesOn() {
    SourceFile good = file("good.yml", "x: 1\n");
    assertThat(errors(file("a.yml", "- a\n"), good))
        .containsExactly("a.yml:1:1: a placeholder table is a map from name to values");
    assertThat(errors(file("a.yml", "y: [1, {a: b}]\n"), good))
        .containsExactly("a.yml:1:8: a value of 'y' must be a text, found a map");
    assertThat(errors(file("a.yml", "y: [\n"), good)).hasSize(1);
    assertThat(errors(file("a.yml", "y: ç\n".getBytes(ISO_8859_1)), good))
        .containsExactly("a.yml:1:1: not UTF-8 (save the file as UTF-8)");
    SourceFile broken = file("a.yml", "y: [\n");
    assertThat(Placeholders.parse(List.of(broken, good)).placeholders().asMap())
        .containsOnlyKeys("x");
  }

  @Test
  void tablesAreEqualWhenTheirValuesAre() {
    Placeholders one = Placeholders.parse("a", "x: [a, b]\ny: c\n").placeholders();
    assertThat(Placeholders.parse("b", "y: [c]\nx: [a, b]\n").placeholders())
        .isEqualTo(one)
        .hasSameHashCodeAs(one)
        .hasToString(one.toString());
    assertThat(Placeholders.parse("b", "y: [c]\nx: [b, a]\n").placeholders()).isNotEqualTo(one);
  }
}
