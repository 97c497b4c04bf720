package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.lineage.Ancestor;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas say what is written and read, no more and no less. */
class MessageSchemaTest {
  private static final MessageSchema MANIFEST = MessageSchema.of("manifest");
  private static final MessageSchema ENVELOPE = MessageSchema.of("envelope");
  private static final MessageSchema STATUS = MessageSchema.of("status");
  private static final MessageSchema ALERT = MessageSchema.of("alert");
  private static final MessageSchema DEAD_LETTER = MessageSchema.of("dead-letter");

  private static final String DEAD =
      """
      {"reason":"EMPTY","message":"m","offset":1,"source":"f","partition":-1,"position":2,\
      "length":9,"sha256":"sha","truncated":true,"bytes":"eAo="}\
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "envelope",
        "manifest",
        "status",
        "alert",
        "dead-letter",
        "suppressed",
        "metrics",
        "coverage",
        "late"
      })
  void aSchemaIsOneOfItsDraft(String name) {
    assertThat(MessageSchema.of(name).ownProblems()).isEmpty();
  }

  @Test
  void whatIsWrittenIsValid() {
    RuleSetManifest manifest = Manifests.manifest(1, "", Manifests.everyKind());
    assertThat(MANIFEST.problems(manifest.toJson())).isEmpty();
    assertThat(MANIFEST.problems(Manifests.manifest(2, Manifests.hash(""), List.of()).toJson()))
        .isEmpty();
    Envelope envelope = Envelope.of(manifest);
    assertThat(ENVELOPE.problems(envelope.toJson())).isEmpty();
    assertThat(ENVELOPE.problems(envelope.signedBy(Keys.ALICE).toJson())).isEmpty();
    assertThat(STATUS.problems(StatusRecordTest.full().toJson())).isEmpty();
    assertThat(STATUS.problems(StatusRecordTest.plain().toJson())).isEmpty();
    assertThat(DEAD_LETTER.problems(bytes(DEAD))).isEmpty();
  }

  static List<Malformed> malformed() {
    return Malformed.manifests();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void theSchemaOfManifestsRefusesWhatTheReaderRefuses(Malformed malformed) {
    List<String> problems = MANIFEST.problems(bytes(malformed.in(Malformed.manifest())));
    assertThat(!problems.isEmpty()).as("%s", problems).isEqualTo(malformed.schemaSees());
  }

  @Test
  void whatMayBeAbsentMayBeNull() {
    String json =
        Malformed.manifest()
            .replace("{\"level\":\"high\"}", "null")
            .replace("\"noisy\\non servers\"", "null")
            .replace("\"2027-01-01T00:00:00Z\"", "null")
            .replace("\"T-1\"", "null");
    assertThat(MANIFEST.problems(bytes(json))).isEmpty();
  }

  @Test
  void theSchemaOfEnvelopesRefusesWhatTheReaderRefuses() {
    String good =
        text(Envelope.of(Manifests.manifest(1, "", List.of())).signedBy(Keys.ALICE).toJson());
    assertRefused(ENVELOPE, good, "Ed25519", "none");
    assertRefused(ENVELOPE, good, "\"keyId\":\"", "\"keyId\":\"0");
    assertRefused(ENVELOPE, good, "\"sig\":\"", "\"sig\":\"AAAA");
    assertRefused(ENVELOPE, good, "\"payload\":\"", "\"payload\":\"-");
    assertRefused(ENVELOPE, good, "\"payload\":\"", "\"payload\":\"A");
    assertRefused(ENVELOPE, good, "{\"payload\"", "{\"x\":1,\"payload\"");
    assertRefused(ENVELOPE, good, "\"signatures\":[", "\"signatures\":[7,");
  }

  @Test
  void theSchemaOfStatusRecordsRefusesWhatTheReaderRefuses() {
    String good = text(StatusRecordTest.full().toJson());
    assertRefused(STATUS, good, "\"REJECTED\"", "\"LOST\"");
    assertRefused(STATUS, good, "\"COMPILE_ERROR\"", "\"BAD_LUCK\"");
    assertRefused(STATUS, good, "\"REJECTED\"", "\"ACTIVE\"");
    assertRefused(STATUS, good, "\"reason\":\"COMPILE_ERROR\",", "");
    assertRefused(STATUS, good, "\"subtask\":0", "\"subtask\":-1");
    assertRefused(STATUS, good, "\"line\":1,", "");
    assertRefused(STATUS, good, "\"active\":4,", "");
  }

  @Test
  void anAlertIsValid() {
    for (Origin origin :
        List.of(Origin.kafka("sluice.events", 2, 99), Origin.file("in/a.ndjson", 4))) {
      String named =
          text(alert("\"Hostname\":\"WS1\",\"EventTime\":\"2026-11-20 10:00:00\",", origin));
      assertThat(named).contains("\"ws1\"").contains("2026-11-20T10");
      assertThat(ALERT.problems(bytes(named))).isEmpty();
      String nameless = text(alert("", origin));
      assertThat(nameless).contains("\"host\":null").contains("\"eventTime\":null");
      assertThat(ALERT.problems(bytes(nameless))).isEmpty();
    }
  }

  /** What the engine's tests of other forms begin with. */
  @ParameterizedTest
  @ValueSource(strings = {"rule", "bare", "correlation", "cut"})
  void theAlertsThatFormsAreTriedOnAreValid(String name) throws IOException {
    Path file = Path.of("../engine/src/test/resources/format", name + ".native.json");
    assertThat(ALERT.problems(Files.readAllBytes(file))).isEmpty();
  }

  @Test
  void anAlertThatWasCutSaysOfWhat() {
    String good = text(alert("", Origin.kafka("sluice.events", 2, 99)));
    String ofWhat = "\"eventLength\":9,\"eventSha256\":\"" + Manifests.hash("") + "\",";
    String cut = good.replace("\"detectedAt\"", "\"truncated\":true," + ofWhat + "\"detectedAt\"");
    assertThat(ALERT.problems(bytes(cut))).isEmpty();
    assertRefused(ALERT, cut, ofWhat, "");
  }

  @Test
  void anAlertOnTheOverflowTopicSaysWhy() {
    String good = text(alert("", Origin.kafka("sluice.events", 2, 99)));
    for (String why : List.of("budget", "suppressed")) {
      String overflow =
          good.replace("\"detectedAt\"", "\"overflow\":\"" + why + "\",\"detectedAt\"");
      assertThat(ALERT.problems(bytes(overflow))).isEmpty();
      assertRefused(ALERT, overflow, why, "bored");
    }
  }

  @Test
  void whatIsNoAlertIsRefused() {
    String good = text(alert("", Origin.kafka("sluice.events", 2, 99)));
    assertRefused(ALERT, good, "\"schemaVersion\":1", "\"schemaVersion\":2");
    assertRefused(ALERT, good, "\"partition\":2", "\"partition\":-1");
    assertRefused(ALERT, good, "\"origin\":", "\"from\":");
    assertRefused(ALERT, good, "\"alertId\":\"", "\"alertId\":\"x");
    assertRefused(ALERT, good, "\"title\":\"T\",", "");
    assertRefused(ALERT, good, "\"event\":{", "\"event\":[],\"x\":{");
  }

  @Test
  void whatIsNoDeadLetterIsRefused() {
    assertRefused(DEAD_LETTER, DEAD, "\"EMPTY\"", "\"BORED\"");
    assertRefused(DEAD_LETTER, DEAD, "\"truncated\":true", "\"truncated\":1");
    assertRefused(DEAD_LETTER, DEAD, "\"bytes\":\"eAo=\"", "\"byte\":\"eAo=\"");
  }

  private static void assertRefused(MessageSchema schema, String good, String from, String to) {
    String json = new Malformed(from, to, "", true).in(good);
    assertThat(schema.problems(bytes(json))).as("%s -> %s", from, to).isNotEmpty();
  }

  @Test
  void theSchemaOfAlertsKnowsTheAncestry() {
    Ancestor parent = new Ancestor("w.exe", "w /n", "420", "a-1", Instant.EPOCH);
    Ancestor told = new Ancestor("e.exe", null, null, null, null);
    String good = text(alert("", List.of(parent, told), Origin.kafka("t", 0, 1)));
    assertThat(ALERT.problems(bytes(good))).isEmpty();
    String enriched = good.replaceFirst("\"actual\":\"[^\"]*\"", "$0,\"enriched\":true");
    assertThat(enriched).isNotEqualTo(good);
    assertThat(ALERT.problems(bytes(enriched))).isEmpty();
    assertRefused(ALERT, enriched, "\"enriched\":true", "\"enriched\":false");
    assertRefused(ALERT, good, "\"image\":\"w.exe\"", "\"image\":7");
    assertRefused(ALERT, good, "{\"image\":\"e.exe\"}", "{}");
    assertRefused(ALERT, good, "\"processId\":\"420\"", "\"pid\":\"420\"");
  }

  private static byte[] alert(String members, Origin origin) {
    return alert(members, List.of(), origin);
  }

  private static byte[] alert(String members, List<Ancestor> ancestry, Origin origin) {
    String rule =
        """
        title: T
        id: 11111111-1111-4111-8111-111111111118
        logsource: {product: windows, category: process_creation}
        detection:
          sel:
            Image|endswith: '\\cmd.exe'
          condition: sel
        """;
    String json =
        "{"
            + members
            + """
            "EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",\
            "NewProcessName":"C:\\\\Windows\\\\cmd.exe"}\
            """;
    EventTables tables = EventTables.builtIn();
    RuleSet set =
        new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, tables.logSources().known())
            .compile("fleet", 3, List.of(new SourceFile("p", "x.yml", "x.yml", bytes(rule))))
            .ruleSet();
    ReadResult result =
        new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults())
            .read(bytes(json));
    Event event = ((ReadResult.Readable) result).event();
    Match match = new ScanMatcher(set).match(event).get(0);
    return new AlertWriter(() -> Instant.EPOCH).write(set, match, event, ancestry, origin);
  }
}
