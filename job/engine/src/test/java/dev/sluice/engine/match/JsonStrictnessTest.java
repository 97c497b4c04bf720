package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A judge of {@link RuleIndex} is as strict as a full parser, wherever in an event it looks. */
class JsonStrictnessTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventLimits LIMITS = EventLimits.defaults();
  private static final Pattern ESCAPE =
      Pattern.compile("<((?:[0-9A-F]{2} ?)+)>|<(\\d+)\\*((?:<[0-9A-F ]+>|[^>])+)>");
  private static final byte[] SUBSTITUTES =
      "\"\\{}[]:,0-.eu/ \naé\0\37\177\uFFFF".getBytes(StandardCharsets.UTF_8);
  private static final int INSERTED_SHARE = 4;
  private static final int MUTATED_EVENTS = 14;
  private static final int MAX_REPORTS = 10;

  /** Where a value stands; {@code @} is its place. */
  private static final List<String> PLACES =
      List.of(
          "{\"a\":@}",
          "{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Ignored\":@,\"Image\":\"C:\\\\cmd.exe\"}",
          "{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"CommandLine\":@}",
          "{\"CommandLine\":\"a\",\"EventID\":@,\"Channel\":\"Security\",\"Hostname\":\"h\"}",
          "{\"EventID\":4688,\"Channel\":@ ,\"Image\":\"cmd.exe\"}",
          "{\"winlog\":{\"channel\":\"Security\",\"event_id\":4688,\"event_data\":{\"CommandLine\":@}}}",
          "{\"winlog\":{\"channel\":\"Security\",\"event_id\":4688},\"message\":[\"x\",@,{\"y\":1}]}",
          "{\"Event\":{\"System\":{\"EventID\":1,\"Channel\":\"Security\"},\"EventData\":{\"CommandLine\":@}}}",
          "{\"_path\":\"dns\",\"ts\":1,\"id.orig_h\":\"10.0.0.1\",\"query\":@}",
          "{\"nobody\":\"knows\",\"this\":[@]}");

  /** Made once: each judges all inputs, one after the other, as in a job. */
  private static final List<Pair> PAIRS =
      Stream.of("", "field-rules.yml", "keyword-rules.yml").map(Pair::of).toList();

  /** The oracle and a judge by the same rules; both judge every input of a test. */
  private record Pair(Judge oracle, Judge judge) {
    static Pair of(String file) {
      List<SourceFile> files =
          file.isEmpty()
              ? List.of()
              : List.of(new SourceFile("strict", file, file, bytes("/json-strictness/" + file)));
      CompiledRuleSet compiled =
          new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
              .compile("strict", 1, files);
      assertThat(compiled.errors()).isEmpty();
      RuleSet rules = compiled.ruleSet();
      return new Pair(
          new ScanJudge(
              new EventReader(TABLES.schemas(), TABLES.logSources(), LIMITS),
              new ScanMatcher(rules)),
          RuleIndex.of(rules, TABLES, LIMITS, Runnable::run).newJudge());
    }
  }

  /** A line of the table. */
  record Case(String verdict, String name, byte[] text) {
    @Override
    public String toString() {
      return verdict + ": " + name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isReadOrRefusedAsTheTableSays(Case value) {
    assertSame(value.text());
    for (String place : PLACES) {
      String kind = assertSame(placed(place, value.text()));
      if (!value.verdict().equals("either")) {
        assertThat(kind.equals("unreadable"))
            .as(place)
            .isEqualTo(value.verdict().equals("invalid"));
      }
      assertSame(placed(place.replaceFirst("(?s)@.*", "@"), value.text()));
    }
    assertSame(placed("{@:1,\"EventID\":1,\"Channel\":\"Security\"}", value.text()));
    assertSame(placed("{\"EventID\":1,\"Channel\":\"Security\",@:1}", value.text()));
    assertSame(placed("{\"EventID\":1,\"Channel\":\"Security\"}@", value.text()));
    assertSame(placed("@{\"EventID\":1,\"Channel\":\"Security\"}", value.text()));
  }

  @Test
  void theTableHasAtLeast400CasesWithUniqueNames() {
    List<Case> cases = cases().toList();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(400);
    assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
  }

  @Test
  void everyByteOfAnEventChangedRemovedOrAddedIsReadOrRefusedAlike() {
    List<String> differences = new ArrayList<>();
    long[] tried = new long[2];
    for (byte[] event : events()) {
      forEachMutant(
          event,
          mutant -> {
            Pair pair = PAIRS.get((int) (tried[0]++ % PAIRS.size()));
            Outcome truth = Outcome.of(pair.oracle(), mutant);
            tried[1] += truth.kind().equals("unreadable") ? 1 : 0;
            if (differences.size() < MAX_REPORTS
                && !Outcome.of(pair.judge(), mutant).equals(truth)) {
              differences.add(difference(pair, mutant));
            }
          });
    }
    System.out.printf("%,d documents, %,d of them unreadable%n", tried[0], tried[1]);
    assertThat(differences).as(String.join("\n", differences)).isEmpty();
  }

  /** Asserts that both judges of every pair say the same, and returns what. */
  private String assertSame(byte[] document) {
    String kind = "";
    for (Pair pair : PAIRS) {
      Outcome truth = Outcome.of(pair.oracle(), document);
      if (!Outcome.of(pair.judge(), document).equals(truth)) {
        throw new AssertionError(difference(pair, document));
      }
      kind = truth.kind();
    }
    return kind;
  }

  private static String difference(Pair pair, byte[] document) {
    byte[] shown = document.length > 2000 ? Arrays.copyOf(document, 2000) : document;
    return Divergence.printable(shown)
        + "\n  oracle: "
        + Outcome.of(pair.oracle(), document)
        + "\n  judge:  "
        + Outcome.of(pair.judge(), document);
  }

  private static byte[] placed(String place, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = place.indexOf('@');
    out.writeBytes(place.substring(0, at).getBytes(StandardCharsets.UTF_8));
    out.writeBytes(value);
    out.writeBytes(place.substring(at + 1).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Events of many shapes, some of them with escapes and white space. */
  private static List<byte[]> events() {
    HostileWriter writer = new HostileWriter(new SplittableRandom(1));
    return RandomWorld.seeds().stream()
        .limit(MUTATED_EVENTS)
        .map(seed -> writer.write(seed.event()))
        .toList();
  }

  private static void forEachMutant(byte[] event, Consumer<byte[]> consumer) {
    for (int at = 0; at < event.length; at++) {
      consumer.accept(Arrays.copyOf(event, at));
      consumer.accept(spliced(event, at, at + 1));
      for (int i = 0; i < SUBSTITUTES.length; i++) {
        consumer.accept(spliced(event, at, at + 1, SUBSTITUTES[i]));
        if ((at + i) % INSERTED_SHARE == 0) {
          consumer.accept(spliced(event, at, at, SUBSTITUTES[i]));
        }
      }
    }
  }

  private static byte[] spliced(byte[] event, int from, int to, byte... between) {
    byte[] spliced = Arrays.copyOf(event, event.length - (to - from) + between.length);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(event, to, spliced, from + between.length, event.length - to);
    return spliced;
  }

  static Stream<Case> cases() {
    return new String(bytes("/json-strictness/values.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 3))
        .map(parts -> new Case(parts[0], parts[1], unescaped(parts.length < 3 ? "" : parts[2])));
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(text);
    int from = 0;
    while (escape.find()) {
      out.writeBytes(text.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
      if (escape.group(1) != null) {
        out.writeBytes(HexFormat.of().parseHex(escape.group(1).replace(" ", "")));
      } else {
        byte[] repeated = unescaped(escape.group(3));
        for (int i = Integer.parseInt(escape.group(2)); i > 0; i--) {
          out.writeBytes(repeated);
        }
      }
      from = escape.end();
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static byte[] bytes(String resource) {
    try (InputStream in =
        Objects.requireNonNull(JsonStrictnessTest.class.getResourceAsStream(resource))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
