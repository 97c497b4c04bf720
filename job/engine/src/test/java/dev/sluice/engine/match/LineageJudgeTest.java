package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.engine.event.Value;
import dev.sluice.engine.lineage.Ancestor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules and alerts are told of the lineage of a process. */
class LineageJudgeTest {
  private static final String SHELL = "C:\\\\Windows\\\\System32\\\\cmd.exe";
  private static final String WORD = "C:\\\\Office\\\\WINWORD.EXE";

  private static String rule(String category, String selection) {
    return """
    title: T
    logsource: {product: windows, category: %s}
    detection:
      selection: {%s}
      condition: selection
    """
        .formatted(category, selection);
  }

  /** Security 4688 as Windows 7 writes it: no name of the parent, no command line of it. */
  private static String old(String time, String pid, String creator, String image) {
    return """
    {"EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",\
    "Hostname":"WS1","@timestamp":"2026-11-20T%sZ","NewProcessId":"%s","ProcessId":"%s",\
    "NewProcessName":"%s","CommandLine":"run %s","Version":0}\
    """
        .formatted(time, pid, creator, image, pid);
  }

  private static String sysmon(int id, String time, String members) {
    return """
    {"EventID":%d,"Channel":"Microsoft-Windows-Sysmon/Operational",\
    "SourceName":"Microsoft-Windows-Sysmon","Hostname":"WS1","@timestamp":"2026-11-20T%sZ",%s}\
    """
        .formatted(id, time, members);
  }

  private static final String[] OLD = {
    old("10:00:00", "0x10", "0x4", "C:\\\\Windows\\\\explorer.exe"),
    old("10:00:01", "0x1a4", "0x10", WORD),
    old("10:00:02", "0x2b8", "0x1A4", SHELL)
  };

  @Test
  void anOldEventHasTheParentThatItDoesNotName() {
    String rule = rule("process_creation", "ParentImage|endswith: '\\winword.exe'");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      Verdict.Fired fired = LineageJudging.last(judging, OLD);
      assertThat(fired.matches().get(0).matched())
          .containsExactly(
              new Evidence(
                  "selection",
                  "ParentImage",
                  "endswith",
                  "\\winword.exe",
                  "C:\\Office\\WINWORD.EXE",
                  true));
    }
  }

  @Test
  void theNameOfWindowsForItIsFilledInToo() {
    String rule =
        rule("process_creation", "ParentProcessName|endswith: '\\winword.exe', Version: 0");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      assertThat(LineageJudging.last(judging, OLD).matches().get(0).matched())
          .extracting(Evidence::field, Evidence::enriched)
          .containsExactly(tuple("ParentProcessName", true), tuple("Version", false));
    }
  }

  /** It names the parent as Windows does, and asks for the version that can name it. */
  @Test
  void theSeedFiresOnAnEventThatLacksTheNameOfTheParent() throws IOException {
    Path root = Path.of(System.getProperty("sluice.root", "../.."));
    Path file =
        root.resolve("rules/seeds/windows-process_creation/psexec_application_execution.yml");
    String service = old("10:00:03", "0x3cc", "0x10", "C:\\\\Windows\\\\PSEXESVC.exe");
    String child = old("10:00:04", "0x4dd", "0x3cc", SHELL);
    for (LineageJudging judging : LineageJudging.all(Files.readString(file))) {
      assertThat(judging.next(service)).isInstanceOf(Verdict.Fired.class);
      assertThat(judging.next(child)).as("version 0").isSameAs(Verdict.SILENT);
      String newer = child.replace("\"Version\":0", "\"Version\":2");
      assertThat(LineageJudging.last(judging, newer).matches().get(0).matched())
          .extracting(Evidence::field, Evidence::actual, Evidence::enriched)
          .containsExactly(
              tuple("ParentProcessName", "C:\\Windows\\PSEXESVC.exe", true),
              tuple("Version", "2", false));
    }
  }

  @Test
  void rulesReadTheGrandparentAndTheParentsCommandLine() {
    String rule =
        rule(
            "process_creation",
            "GrandParentImage|endswith: '\\explorer.exe', ParentCommandLine: run 0x1a4");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      assertThat(LineageJudging.last(judging, OLD).matches()).hasSize(1);
    }
  }

  @Test
  void anAlertCarriesTheAncestryNearestFirst() {
    String rule = rule("process_creation", "Image|endswith: '\\cmd.exe'");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      Verdict.Fired fired = LineageJudging.last(judging, OLD);
      assertThat(fired.ancestry())
          .extracting(Ancestor::image, Ancestor::commandLine, Ancestor::processId)
          .containsExactly(
              tuple("C:\\Office\\WINWORD.EXE", "run 0x1a4", "420"),
              tuple("C:\\Windows\\explorer.exe", "run 0x10", "16"));
      assertThat(fired.ancestry().get(0).startedAt()).hasToString("2026-11-20T10:00:01Z");
      assertThat(fired.event().values("GrandParentImage"))
          .extracting(Value::text)
          .containsExactly("C:\\Windows\\explorer.exe");
    }
  }

  @Test
  void whatIsFilledInWasSeen() {
    for (LineageJudging judging : LineageJudging.all(rule("process_creation", "ParentImage: x"))) {
      if (judging.judge() instanceof JudgedEvent judged) {
        judging.next(OLD[0]);
        assertThat(judged.has("ParentImage")).isFalse();
        judging.next(OLD[1]);
        assertThat(judged.has("ParentImage")).isTrue();
        judging.judge().judge(OLD[1].getBytes(StandardCharsets.UTF_8));
        assertThat(judged.has("ParentImage")).isFalse();
      }
    }
  }

  @Test
  void nothingIsToldWithoutLineage() {
    for (LineageJudging judging :
        LineageJudging.all(rule("process_creation", "ParentImage|endswith: exe"))) {
      for (String event : OLD) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        assertThat(judging.judge().judge(bytes)).isSameAs(Verdict.SILENT);
      }
    }
  }

  @Test
  void whatTheEventSaysIsNotReplaced() {
    String named = OLD[2].replace("\"Version\":0", "\"ParentProcessName\":\"C:\\\\other.exe\"");
    String rule = rule("process_creation", "ParentImage|endswith: '\\other.exe'");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      assertThat(LineageJudging.last(judging, OLD[0], OLD[1], named).matches().get(0).matched())
          .extracting(Evidence::enriched)
          .containsExactly(false);
    }
  }

  @Test
  void whatSaysNothingIsFilledIn() {
    for (String nothing : List.of("\"\"", "\"-\"", "null", "[]")) {
      String unnamed = OLD[2].replace("\"Version\":0", "\"ParentProcessName\":" + nothing);
      String rule = rule("process_creation", "ParentImage|endswith: '\\winword.exe'");
      for (LineageJudging judging : LineageJudging.all(rule)) {
        Verdict verdict = Verdict.SILENT;
        for (String event : List.of(OLD[0], OLD[1], unnamed)) {
          verdict = judging.next(event);
        }
        if (nothing.equals("[]")) {
          assertThat(verdict).as(nothing).isSameAs(Verdict.SILENT);
        } else {
          assertThat(verdict).as(nothing).isInstanceOf(Verdict.Fired.class);
        }
      }
    }
  }

  @Test
  void keywordsDoNotSeeIt() {
    String rule =
        """
        title: T
        logsource: {product: windows, category: process_creation}
        detection:
          keywords: ['*winword*']
          reads: {ParentImage|endswith: nothing}
          condition: keywords or reads
        """;
    for (LineageJudging judging : LineageJudging.all(rule)) {
      judging.next(OLD[0]);
      assertThat(judging.next(OLD[1])).isInstanceOf(Verdict.Fired.class);
      assertThat(judging.next(OLD[2])).isSameAs(Verdict.SILENT);
    }
  }

  @Test
  void anotherEventFindsItsProcessByGuidOrPid() {
    String word =
        sysmon(
            1,
            "10:00:00",
            "\"ProcessGuid\":\"{A-1}\",\"ProcessId\":420,\"Image\":\"w.exe\",\"CommandLine\":\"w\","
                + "\"ParentProcessGuid\":\"{A-0}\",\"ParentProcessId\":16,"
                + "\"ParentImage\":\"explorer.exe\",\"ParentCommandLine\":\"e\"");
    String child =
        sysmon(
            1,
            "10:00:01",
            "\"ProcessGuid\":\"{A-2}\",\"ProcessId\":696,\"Image\":\"c.exe\","
                + "\"ParentProcessGuid\":\"{a-1}\",\"ParentProcessId\":420,"
                + "\"ParentImage\":\"w.exe\",\"ParentCommandLine\":\"w\"");
    String rule =
        rule(
            "network_connection",
            "ParentImage: w.exe, ParentCommandLine: w, GrandParentImage: explorer.exe");
    for (String id : List.of("\"ProcessGuid\":\"a-2\"", "\"ProcessId\":\"696\"")) {
      String connection = sysmon(3, "10:00:02", id + ",\"DestinationPort\":443");
      for (LineageJudging judging : LineageJudging.all(rule)) {
        Verdict.Fired fired = LineageJudging.last(judging, word, child, connection);
        assertThat(fired.ancestry())
            .containsExactly(
                new Ancestor("w.exe", "w", "420", "a-1", Instant.parse("2026-11-20T10:00:00Z")),
                new Ancestor("explorer.exe", "e", "16", "a-0", null));
      }
    }
  }

  @Test
  void hostsAndEventsWithoutOneAreKeptApart() {
    String rule = rule("process_creation", "ParentImage|endswith: '\\winword.exe'");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      judging.next(OLD[1]);
      assertThat(judging.next(OLD[2].replace("WS1", "WS2"))).isSameAs(Verdict.SILENT);
      judging.next(OLD[1].replace("WS1", "-"));
      assertThat(judging.next(OLD[2].replace("WS1", "-"))).isSameAs(Verdict.SILENT);
      assertThat(judging.next(OLD[2].replaceAll("\"@timestamp\":\"[^\"]*\",", "")))
          .isSameAs(Verdict.SILENT);
      assertThat(judging.next(OLD[2])).isInstanceOf(Verdict.Fired.class);
    }
  }

  @Test
  void aFilledInValueTakesPartInCorrelationsAndSuppression() {
    String rule = rule("process_creation", "Image|endswith: '\\cmd.exe'");
    for (LineageJudging judging : LineageJudging.all(rule)) {
      assertThat(LineageJudging.last(judging, OLD).event().values("ParentImage"))
          .extracting(Value::text)
          .containsExactly("C:\\Office\\WINWORD.EXE");
    }
  }
}
