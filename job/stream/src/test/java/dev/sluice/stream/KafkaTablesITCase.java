package dev.sluice.stream;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Field mappings, placeholders, log sources and filters travel as rules do. */
class KafkaTablesITCase extends KafkaJobCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  /** Fires for tools, by a field, a placeholder and a log source that come with it. */
  private static final SourceFile TOOLS =
      Samples.file(
          "tools_rule.yml",
          """
          title: Tools
          id: 0c2f6f9e-5e0a-4c5b-8a3c-6c1d7d1f0b01
          level: low
          logsource:
            product: ours
            service: tools
          detection:
            selection:
              Tool|expand: '%tools%'
            condition: selection
          """);

  private static final SourceFile OURS =
      Samples.file(
          "ours.yml",
          """
          schemas: [winevent]
          sources:
            - product: ours
              service: tools
              title: Tools
              where: {channel: Microsoft-Windows-Sysmon/Operational}
          """);

  private static final SourceFile FIELDS =
      Samples.file("fields.yml", "schemas: [winevent]\nfields: {Tool: Image}\n");

  private static final SourceFile NOTEPAD = Samples.file("tools.yml", "tools: ['*\\notepad.exe']");

  /** Keeps what certutil does from the rule for any process. */
  private static final SourceFile FILTER =
      Samples.file(
          "filter.yml",
          """
          title: Downloads Are Allowed
          id: 0c2f6f9e-5e0a-4c5b-8a3c-6c1d7d1f0b02
          logsource:
            product: windows
            category: process_creation
          filter:
            rules: [%s]
            selection:
              CommandLine|contains: urlcache
            condition: not selection
          """
              .formatted(ANY_ID));

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  private int alerts;

  @Test
  void tablesAndFiltersComeIntoForceWhileTheJobRuns() throws Exception {
    Push first = run().push(pusher.replace(ANY));
    run().start();
    run().awaitStatus("ACTIVE", first);
    List<ManifestEntry> entries = new ArrayList<>(Pusher.entries(TOOLS));
    entries.add(Pusher.entry(Kind.MAPPING, FIELDS));
    entries.add(Pusher.entry(Kind.PLACEHOLDERS, NOTEPAD));
    entries.add(Pusher.entry(Kind.LOGSOURCE, OURS));
    judgeBy(pusher.upsert(entries, TOOLS, FIELDS, NOTEPAD, OURS), 20 + 18);
    SourceFile both = Samples.file("tools.yml", "tools: ['*\\notepad.exe', '*\\certutil.exe']");
    judgeBy(pusher.upsert(List.of(Pusher.entry(Kind.PLACEHOLDERS, both)), both), 20 + 20);
    judgeBy(pusher.upsert(List.of(Pusher.entry(Kind.FILTER, FILTER)), FILTER), 18 + 20);
    SourceFile other =
        Samples.file("fields.yml", "schemas: [winevent]\nfields: {Tool: CommandLine}\n");
    judgeBy(pusher.upsert(List.of(Pusher.entry(Kind.MAPPING, other)), other), 18);
  }

  /** Brings {@code push} into force, by which 20 events raise so many alerts. */
  private void judgeBy(Push push, int moreAlerts) throws InterruptedException {
    run().push(push);
    run().awaitStatus("ACTIVE", push);
    run().sendEvents(20);
    alerts += moreAlerts;
    run().awaitAlerts(alerts);
  }
}
