package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

  private static final String HOSTILE =
      " '\"\\:#-?*&!%@`{}[],|>~\t\n\r\u0000\u0085\u00a0\u2028\ufeffİς𝄞=<yn0x1.";

  private static List<YamlNode> read(String yaml) {
    YamlResult result = YamlReader.read("x.yml", yaml, YamlLimits.DEFAULT);
    assertThat(result.errors()).as(yaml).isEmpty();
    return result.documents();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "a: [1, 0x1F, 010, 1.5, 1e3, 1_000, yes, off, ~, null, '', '1', 'yes', 2024-01-01]",
        "a: {b: {}, c: [], d: [[], [[x]], {}]}",
        "a:\n- b: 1\n  c: 2\n- - x\n  - y\n- z",
        "'key: odd': 1\n'': 2\n'yes': 3\nField|contains|all: 4\n'1': 5",
        "a: |\n  two\n  lines\nb: >-\n  folded\n  text",
        "a: \"tab\\tand \\x00 and \\u2028\"",
        "a: 1\n---\nb: 2",
        "[1, 2]",
      })
  void whatIsWrittenReadsTheSame(String yaml) {
    WrittenAgain.assertSame(read(yaml));
  }

  @Test
  void hostileTextsSurvive() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String key = text(random);
      String value = text(random);
      YamlScalar scalar =
          new YamlScalar(value, YamlScalar.Kind.STRING, BigDecimal.ZERO, Position.START, -1);
      YamlMap map =
          new YamlMap(List.of(new YamlEntry(key, Position.START, scalar)), Position.START);
      YamlMap again = (YamlMap) read(YamlWriter.write(List.of(map))).get(0);
      assertThat(again.keys()).as("seed " + seed).containsExactly(key);
      assertThat(WrittenAgain.words(again.entries().get(0).value()))
          .as("seed " + seed)
          .isEqualTo(WrittenAgain.words(scalar));
    }
  }

  private static String text(Random random) {
    int[] letters = HOSTILE.codePoints().toArray();
    return random
        .ints(random.nextInt(6), 0, letters.length)
        .mapToObj(i -> Character.toString(letters[i]))
        .collect(Collectors.joining());
  }

  @Test
  void everySigmaHqRuleSurvives() throws IOException {
    for (SourceFile file : RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files()) {
      YamlResult result = YamlReader.read(file.name(), file.content(), YamlLimits.DEFAULT);
      if (result.errors().isEmpty()) {
        WrittenAgain.assertSame(result.documents());
      }
    }
  }
}
