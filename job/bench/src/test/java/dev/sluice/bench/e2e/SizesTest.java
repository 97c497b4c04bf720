package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.JobOptions;
import dev.sluice.stream.control.StatusOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sizes in the run book are those that were measured, and what follows from them. */
class SizesTest {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root", ""));
  private static final Pattern RESULTS = Pattern.compile("job/bench/results/[\\w.-]+-job\\.csv");
  private static final Pattern PLANNED =
      Pattern.compile("(\\d+) CPU seconds a million events and (\\d\\.\\d) of a core");
  private static final Pattern DERIVED =
      Pattern.compile("(?m)^\\| ([\\d,]+) \\| ([\\d.]+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|");
  private static final Pattern RULES_OF_A_SLOT = Pattern.compile("(\\d\\.\\d) MB a slot");
  private static final Pattern BREAKS =
      Pattern.compile("(?m)^" + "\\| ([\\d,.]+) ".repeat(8) + "\\|$");
  private static final int SLOTS_OF_A_TASK_MANAGER = 4;
  private static final int TICKS = 10;

  private static String book() throws IOException {
    return Files.readString(ROOT.resolve("deploy/README.md"));
  }

  private static MatchResult find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.toMatchResult();
  }

  private static List<Map<String, String>> rows(String book) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(find(RESULTS, book).group()));
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static String line(Map<String, String> row) {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %s | %,.0f | %.0f / %.0f | %s / %s | %.1f / %.1f | %,d | %.0f / %.0f | %.1f |"
            + " %.0f |",
        Integer.parseInt(text(row, "rule_documents")),
        Integer.parseInt(text(row, "hosts")),
        text(row, "backend").equals("rocksdb") ? "RocksDB" : "heap",
        number(row, "events_per_second", 1),
        number(row, "taskmanager_cpu_seconds_per_million", 1),
        number(row, "paced_taskmanager_cpu_seconds_per_million", 1),
        text(row, "fast_latency_p50_ms"),
        text(row, "fast_latency_p99_ms"),
        number(row, "committed_latency_p50_ms", 1e3),
        number(row, "committed_latency_p99_ms", 1e3),
        Integer.parseInt(text(row, "processes_seen")),
        number(row, "checkpoint_state_bytes", 1e6),
        number(row, "checkpoint_written_p50_bytes", 1e6),
        number(row, "checkpoint_p50_ms", 1e3),
        number(row, "heap_after_gc_bytes", 1e6));
  }

  private static double number(Map<String, String> row, String name, double unit) {
    return Double.parseDouble(text(row, name)) / unit;
  }

  private static String text(Map<String, String> row, String name) {
    return row.getOrDefault(name, "");
  }

  @Test
  void theRunBookSaysWhatWasMeasured() throws IOException {
    String book = book();
    List<Map<String, String>> rows = rows(book);
    assertThat(rows).isNotEmpty();
    rows.forEach(row -> assertThat(book).contains(line(row)));
  }

  @Test
  void whatIsPlannedWithIsWhatWasMeasuredWithRocksDb() throws IOException {
    String book = book();
    double planned = Double.parseDouble(find(PLANNED, book).group(1));
    double most =
        rows(book).stream()
            .filter(row -> text(row, "backend").equals("rocksdb"))
            .mapToDouble(row -> number(row, "paced_taskmanager_cpu_seconds_per_million", 1))
            .max()
            .orElse(0);
    assertThat(most).isBetween(planned * 0.9, planned);
  }

  @Test
  void slotsAndTaskManagersFollowFromTheFormula() throws IOException {
    String book = book();
    MatchResult planned = find(PLANNED, book);
    double each = Double.parseDouble(planned.group(1)) / 1e6;
    double use = Double.parseDouble(planned.group(2));
    List<MatchResult> derived = DERIVED.matcher(book).results().toList();
    assertThat(derived).hasSize(6);
    for (MatchResult row : derived) {
      double perSecond = Double.parseDouble(row.group(1).replace(",", ""));
      int slots = Math.max(2, (int) Math.ceil(perSecond * each / use));
      assertThat(Double.parseDouble(row.group(2)))
          .isEqualTo(Math.round(perSecond * each * 10) / 10.0);
      assertThat(Integer.parseInt(row.group(3))).isEqualTo(slots);
      assertThat(Integer.parseInt(row.group(4)))
          .isEqualTo((slots + SLOTS_OF_A_TASK_MANAGER - 1) / SLOTS_OF_A_TASK_MANAGER);
      assertThat(Integer.parseInt(row.group(5))).isGreaterThanOrEqualTo(slots);
    }
  }

  @Test
  void whatBreaksFirstFollowsFromTheSlots() throws IOException {
    String book = book();
    MatchResult planned = find(PLANNED, book);
    double slotsOfOne =
        Double.parseDouble(planned.group(1)) / 1e6 / Double.parseDouble(planned.group(2));
    double rules = Double.parseDouble(find(RULES_OF_A_SLOT, book).group(1));
    int readers = StatusOrigin.READERS.size();
    List<MatchResult> rows = BREAKS.matcher(book).results().toList();
    assertThat(rows).hasSize(3);
    for (MatchResult row : rows) {
      double all = Math.ceil(count(row, 1) * slotsOfOne - 1e-6);
      double jobs = Math.ceil(all / JobOptions.MAX_PARALLELISM);
      double slots = Math.ceil(all / jobs);
      assertThat(count(row, 2)).isEqualTo(jobs);
      assertThat(count(row, 3)).isEqualTo(slots);
      assertThat(count(row, 4)).isEqualTo(slots * readers * TICKS);
      assertThat(count(row, 5)).isEqualTo(slots * readers * 2);
      assertThat(count(row, 6)).isEqualTo(Math.round(slots * rules / 100) / 10.0);
      assertThat(count(row, 7)).isEqualTo(slots);
      assertThat(count(row, 8))
          .isEqualTo(Math.rint(slots * readers * 0.064 * SLOTS_OF_A_TASK_MANAGER));
    }
  }

  private static double count(MatchResult row, int column) {
    return Double.parseDouble(row.group(column).replace(",", ""));
  }
}
