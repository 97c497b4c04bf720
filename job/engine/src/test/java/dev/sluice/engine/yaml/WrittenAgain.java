package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

/** Holds {@link YamlWriter} against {@link YamlReader}. */
public final class WrittenAgain {

  private WrittenAgain() {}

  /** Asserts that {@code documents} are read from what is written of them. */
  public static void assertSame(List<YamlNode> documents) {
    String written = YamlWriter.write(documents);
    YamlResult again = YamlReader.read("x.yml", written, YamlLimits.DEFAULT);
    assertThat(again.errors()).as(written).isEmpty();
    assertThat(again.documents().stream().map(WrittenAgain::words).toList())
        .as(written)
        .isEqualTo(documents.stream().map(WrittenAgain::words).toList());
  }

  /** The nodes in words, without their positions. */
  static String words(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().stream()
          .map(entry -> "<" + entry.key() + ">" + words(entry.value()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof YamlList list) {
      return list.items().stream()
          .map(WrittenAgain::words)
          .collect(Collectors.joining(",", "[", "]"));
    }
    YamlScalar scalar = (YamlScalar) node;
    return scalar.kind() + "<" + (scalar.isNull() ? "" : scalar.text()) + ">" + scalar.number();
  }
}
