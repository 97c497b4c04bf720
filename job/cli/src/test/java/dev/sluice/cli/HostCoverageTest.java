package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of the records of subtasks, without a broker. */
final class HostCoverageTest {

  private static final String PROCESS = "{product: windows, category: process_creation}";
  private static final String IMAGE =
      rule(1, "Image Alone", PROCESS, "sel: {Image: a}\n  condition: sel");
  private static final String USER =
      rule(2, "Image And User", PROCESS, "sel: {Image: a, User: b}\n  condition: sel");
  private static final String DNS =
      rule(
          3,
          "Names",
          "{product: windows, category: dns_query}",
          "sel: {QueryName: a}\n  condition: sel");
  private static final String ABACUS =
      rule(4, "Nobody Sends This", "{product: abacus}", "sel: {bead: 1}\n  condition: sel");
  private static final String FILTER =
      """
      title: Only Known Users
      id: 00000000-0000-4000-8000-000000000009
      logsource: {product: windows, category: process_creation}
      filter:
        rules: any
        unknown: {User: null}
        condition: not unknown
      """;

  private final Manifests topics = new Manifests();
  private final CoverageLog log = new CoverageLog("default");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static String rule(int number, String title, String logSource, String detection) {
    return """
    title: %s
    id: %s
    status: test
    logsource: %s
    detection:
      %s
    level: low
    """
        .formatted(title, id(number), logSource, detection);
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-00000000000" + number;
  }

  private String push(String... rules) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (String rule : rules) {
      topics.blob(rule);
      String id = rule.substring(rule.indexOf("id: ") + 4, rule.indexOf("id: ") + 40);
      Kind kind = rule.equals(FILTER) ? Kind.FILTER : Kind.RULE;
      entries.add(ManifestEntry.enabled(kind, id, "pack", id + ".yml", Manifests.sha256(rule)));
    }
    return topics.accept("rules", edit -> edit.upsert(entries)).hash();
  }

  private List<String> table(@Nullable String group) {
    show(OutputFormat.TABLE, group);
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  private void show(OutputFormat format, @Nullable String group) {
    out.reset();
    err.reset();
    Console console =
        Console.of(
            InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8));
    new HostCoverage(console, new RuleSetOptions()).write(topics.state(), log, format, group);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Servers send the user, workstations do not; of others nothing has come. */
  private void threeGroups(String hash) {
    for (int subtask = 0; subtask < 2; subtask++) {
      add(hash, "servers", subtask, 10 + subtask, "Image", "User");
      add(hash, "workstations", subtask, 100 * subtask + 5, "Image", "CommandLine");
      add(hash, "other", subtask, 0);
    }
  }

  private void add(String hash, String group, int subtask, long events, String... present) {
    log.add(
        CoverageSamples.record(hash, "i", CoverageSamples.NINE, group, subtask, events, present));
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void eachRuleAndGroupIsALineAndWhatNeedsActionComesFirst(OutputFormat format) {
    threeGroups(push(IMAGE, USER, DNS, ABACUS));
    show(format, null);
    Golden.assertSame("status-coverage." + format, out + "--- err\n" + err);
  }

  @Test
  void oneGroupAloneCanBeAskedFor() {
    threeGroups(push(USER));
    assertThat(table("servers"))
        .containsExactly(
            "VERDICT GROUP ADMITTED HOSTS RULE WHY", "live servers 21 21 Image And User");
    assertThatThrownBy(() -> table("printers"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("'printers', only other, servers, workstations");
  }

  @Test
  void filtersTakePart() {
    String hash = push(IMAGE, FILTER);
    add(hash, "all", 0, 5, "Image");
    add(hash, "all", 1, 5, "Image");
    assertThat(table(null).get(1)).isEqualTo("blind all 10 10 Image Alone no event has User");
  }

  @Test
  void aSubtaskThatIsSilentLeavesOpenWhatTheOtherDidNotSee() {
    String hash = push(IMAGE, USER, DNS);
    add(hash, "all", 1, 5, "Image");
    assertThat(table(null).subList(1, 4))
        .containsExactly(
            "unknown all 5 5 Image And User no event has User; never true: sel",
            "unknown all 0 0 Names no event is known to be windows/dns_query/-",
            "live all 5 5 Image Alone");
    assertThat(said()).contains("unknown       all: subtask 0 has not spoken yet\n");
  }

  @Test
  void aChangeOfRulesSinceIsSaid() {
    String before = push(IMAGE);
    add(before, "all", 0, 5, "Image");
    add(before, "all", 1, 5, "Image");
    String hash = push(DNS);
    assertThat(table(null).get(1)).startsWith("unknown all 0 0 Names");
    assertThat(said())
        .contains(
            "all: the rules have changed since subtask 0, 1 spoke of version 1 ("
                + before.substring(0, 12)
                + ")");
    add(hash, "all", 0, 6, "Image");
    add(hash, "all", 1, 6, "Image");
    assertThat(table(null).get(1)).startsWith("blind all 0 0 Names no event is");
    assertThat(said()).doesNotContain("unknown  ");
  }

  @Test
  void onlyTheAttemptThatBeganLastCounts() {
    String hash = push(IMAGE);
    Instant later = CoverageSamples.NINE.plusSeconds(3600);
    log.add(CoverageSamples.record(hash, "old", CoverageSamples.NINE, "all", 0, 500, "Image"));
    log.add(CoverageSamples.record(hash, "new", later, "all", 0, 3, "Image"));
    log.add(CoverageSamples.record(hash, "old", CoverageSamples.NINE, "all", 1, 700, "Image"));
    log.add(CoverageSamples.record(hash, "new", later, "all", 1, 4));
    assertThat(table(null).get(1)).isEqualTo("live all 7 7 Image Alone");
    assertThat(said()).contains("since 2026-11-20T10:01:00Z");
  }

  @Test
  void whatIsNoCoverageRecordOfTheRuleSetIsPassedOver() {
    String hash = push(IMAGE);
    CoverageRecord record = CoverageSamples.record(hash, 0, 3, "Image");
    byte[] json = record.toJson(CoverageRecord.MAX_BYTES);
    log.read(new Message(null, json, 0, 0));
    log.read(new Message("default", json, 0, 0));
    log.read(new Message("coverage/other/all/0", json, 0, 0));
    log.read(new Message(record.key(), null, 0, 0));
    log.read(new Message(record.key(), new byte[] {'{'}, 0, 0));
    assertThat(log.groups()).isEmpty();
    log.read(new Message(record.key(), json, 0, 0));
    assertThat(log.of("all")).containsExactly(record);
    assertThat(log.silent("all")).containsExactly(1);
  }

  @Test
  void aFileThatIsGoneIsSaid() {
    String hash = topics.accept("x", edit -> edit.upsert(List.of(Manifests.rule("gone")))).hash();
    add(hash, "all", 0, 3, "Image");
    assertThat(table(null)).isEmpty();
    assertThat(said()).contains("missing       1 files are not on the control topic any more");
  }

  @Test
  void optionsThatDoNotGoTogetherAreUsageErrors() {
    String[] server = {"status", "--bootstrap-server", "127.0.0.1:1"};
    assertThat(Outcome.of(server[0], server[1], server[2], "--coverage", "--watch").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Outcome.of(server[0], server[1], server[2], "--group", "a").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void withoutARuleSetThereIsNothingToSay() {
    assertThatThrownBy(() -> show(OutputFormat.JSON, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no version of 'default' is in force");
  }
}
