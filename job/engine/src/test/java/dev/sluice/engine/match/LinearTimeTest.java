package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody makes the judge slow by writing a larger event: what it costs grows as the event does.
 *
 * <p>Every case is judged at growing sizes, and the growth of the thread's CPU time is printed.
 * What is asserted leaves room for any machine: over a 64-fold growth a linear judge takes 64 times
 * as long, a quadratic one 4,096 times; {@value #MAX_GROWTH} are allowed. The least of several runs
 * is taken, and a cost too small to measure passes.
 */
class LinearTimeTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventLimits LIMITS = new EventLimits(1 << 22, 64);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SMALLEST = 1 << 10;
  private static final int DOUBLINGS = 6;
  private static final int RUNS = 2;
  private static final int WARM_UPS = 20;
  private static final long MAX_GROWTH = 1024;
  private static final long MEASURABLE_NANOS = 100_000;

  private final Judge judge = RuleIndex.of(rules(), TABLES, LIMITS, Runnable::run).newJudge();

  /** Events that grow with a number. */
  record Growing(String name, IntFunction<String> event) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Growing> cases() {
    return Stream.of(
        text("one letter, all but the end of many literals", n -> "a".repeat(n)),
        text("two letters in turn", n -> "ab".repeat(n / 2)),
        text("a repeated block", n -> "abcabcab".repeat(n / 8)),
        text("what nearly matches, again and again", n -> "aaaaaaaaaaaaaaac".repeat(n / 16)),
        text("what matches nowhere but at the end", n -> "a".repeat(n) + "b"),
        text("base64", n -> base64(n)),
        text("base64 of one letter", n -> "QQBBAEEA".repeat(n / 8)),
        text("base64 with a backtick", n -> base64(n) + "`"),
        text("words and numbers", n -> "abc123abc ".repeat(n / 10)),
        text("commas", n -> ",".repeat(n)),
        text("letters that fold to others", n -> "\u212Aſ\u0130".repeat(n / 3)),
        text("pairs of surrogates", n -> "\uD83D\uDE00".repeat(n / 2)),
        text("escaped backslashes", n -> "\\\\".repeat(n)),
        text("escaped letters", n -> "\\u0061".repeat(n)),
        text("halves of pairs", n -> "\\ud83d".repeat(n)),
        text("digits", n -> "9".repeat(n)),
        member("a long number", n -> "\"Image\":" + "9".repeat(n)),
        member("a number with a long fraction", n -> "\"Image\":0." + "0".repeat(n) + "1"),
        member("many values", n -> "\"Image\":[" + joined(n, i -> "\"a" + i + "\"") + "]"),
        member("one value many times", n -> "\"Image\":[" + joined(n, i -> "\"a\"") + "]"),
        member("many numbers", n -> "\"Image\":[" + joined(n, i -> "" + i) + "]"),
        member(
            "two fields of many values",
            n ->
                "\"Image\":["
                    + joined(n, i -> "\"a" + i + "\"")
                    + "],\"CommandLine\":["
                    + joined(n, i -> "\"b" + i + "\"")
                    + "]"),
        member("many names", n -> joined(n, i -> "\"k" + i + "\":1")),
        member("many names with spaces", n -> joined(n, i -> "\"I mage" + i + "\":\"a\"")),
        member("many names of one hash", n -> joined(n, i -> "\"" + colliding(i) + "\":\"a\"")),
        member(
            "values of one hash",
            n -> "\"Image\":[" + joined(n, i -> '"' + colliding(i) + '"') + "]"),
        member("one name many times", n -> joined(n, i -> "\"Image\":\"a\"")),
        member("one escaped name many times", n -> joined(n, i -> "\"\\u0049mage\":\"a\"")),
        member("many event ids", n -> joined(n, i -> "\"EventID\":" + i)),
        member("a long name", n -> "\"" + "a.b.".repeat(n / 4) + "\":1"),
        member("many dotted names", n -> joined(n, i -> "\"a.b.c" + i + "\":{\"d\":1}")),
        member(
            "nested names that lead nowhere",
            n -> "\"a\":[" + joined(n, i -> "{\"b\":{\"c\":{\"d\":{\"e\":1}}}}") + "]"),
        member(
            "deep nesting",
            n -> "\"x\":[" + joined(n / 32, i -> "[".repeat(60) + "\"a\"" + "]".repeat(60)) + "]"),
        member("white space", n -> "\"x\":" + " ".repeat(n) + "1"),
        new Growing("a string that never ends", n -> "{\"Image\":\"" + "a".repeat(n)),
        new Growing("brackets that never close", n -> "{\"Image\":" + "[".repeat(n)),
        new Growing("quotes", n -> "{\"Image\":" + "\"\"".repeat(n)),
        new Growing(
            "JSON in a string", n -> sentinel("{" + joined(n, i -> "\\\"k" + i + "\\\":1") + "}")),
        new Growing("XML in a string", n -> sentinel("<a>" + "<b>a</b>".repeat(n / 8) + "</a>")),
        new Growing("XML cut off", n -> sentinel("<a>".repeat(n / 3))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void costGrowsAsTheEventDoes(Growing growing) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i <= DOUBLINGS; i++) {
      byte[] event = growing.event().apply(SMALLEST << i).getBytes(StandardCharsets.UTF_8);
      nanos.add(leastNanos(event, i == 0 ? WARM_UPS : RUNS));
    }
    long first = nanos.get(0);
    long last = nanos.get(DOUBLINGS);
    System.out.printf(
        "%-46s %s us, %.2f times per doubling%n",
        growing.name(),
        nanos.stream().map(n -> Long.toString(n / 1000)).collect(Collectors.joining(" ")),
        Math.pow((double) last / first, 1.0 / DOUBLINGS));
    assertThat(last).isLessThan(MAX_GROWTH * Math.max(first, MEASURABLE_NANOS));
  }

  private long leastNanos(byte[] event, int runs) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      judge.judge(event);
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
    }
    return Math.max(1, least);
  }

  private static Growing text(String name, IntFunction<String> value) {
    return member(
        name,
        n -> {
          String text = value.apply(n);
          return "\"CommandLine\":\"" + text + "\",\"Image\":\"" + text + "\"";
        });
  }

  private static Growing member(String name, IntFunction<String> members) {
    return new Growing(
        name,
        n ->
            "{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\","
                + members.apply(n)
                + "}");
  }

  private static String sentinel(String data) {
    return "{\"Type\":\"Event\",\"EventID\":1,\"Computer\":\"c\",\"EventData\":\"" + data + "\"}";
  }

  /** As many parts as make about {@code size} chars. */
  private static String joined(int size, IntFunction<String> part) {
    return IntStream.range(0, size / 8).mapToObj(part).collect(Collectors.joining(","));
  }

  private static String base64(int size) {
    byte[] bytes = new byte[size / 4 * 3];
    new Random(size).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Texts of 32 chars of which all have one {@link String#hashCode}. */
  private static String colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 16; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  private static RuleSet rules() {
    try (InputStream in =
        Objects.requireNonNull(
            LinearTimeTest.class.getResourceAsStream("/linear-time/rules.yml"))) {
      SourceFile file = new SourceFile("linear", "rules.yml", "rules.yml", in.readAllBytes());
      CompiledRuleSet compiled =
          new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
              .compile("linear", 1, List.of(file));
      assertThat(compiled.errors()).isEmpty();
      return compiled.ruleSet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
