package dev.sluice.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.EventJudge.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Records of the audit daemon, rules for them, and what a join of the whole gives. */
final class AuditSamples {
  static final long START = Instant.parse("2026-11-20T09:00:00Z").toEpochMilli();

  private static final EventScan SCAN =
      new EventScan(EventDecoding.builtIn().reader(), new EventClock(EventClock.TOLERANCE));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULE =
      """
      title: %s
      id: 33333333-0000-4000-8000-00000000000%d
      level: high
      logsource: {product: linux, %s}
      detection:
        selection: {%s}
        condition: selection
      """;

  /** Of one record, of two, of what is joined, and of what is missing. */
  static final String RULES =
      String.join(
          "---\n",
          RULE.formatted("Arguments", 1, "service: auditd", "type: EXECVE, a1: '-c'"),
          RULE.formatted("Two records", 2, "service: auditd", "a0: sh, cwd: /tmp, name: /bin/sh"),
          RULE.formatted("Decoded", 3, "category: process_creation", "CommandLine|contains: 'x y'"),
          RULE.formatted("Created", 4, "category: file_event", "TargetFilename|startswith: /etc"),
          RULE.formatted("Alone", 5, "service: auditd", "type: USER_CMD"),
          RULE.formatted("Incomplete", 6, "service: auditd", "missing: SYSCALL"));

  static final SourceFile FILE = Samples.file("audit.yml", RULES);

  private AuditSamples() {}

  /** A record as it arrives. */
  record Arrival(String host, String id, long timeMillis, String json) {
    RawEvent at(Origin origin) {
      return SCAN.scan(json.getBytes(StandardCharsets.UTF_8), origin, EventClock.NO_TIME);
    }
  }

  /**
   * The records of {@code events} audit events on three hosts, of which one in ten is lost; each
   * arrives up to {@code disorderMillis} after its time.
   */
  static List<Arrival> arrivals(int events, long disorderMillis, Random random) {
    Map<Long, List<Arrival>> arrivals = new TreeMap<>();
    for (int i = 0; i < events; i++) {
      long time = START + i * 40L / (i % 3 + 1);
      for (Arrival record : event(i, time, random)) {
        if (random.nextInt(10) > 0) {
          long arrival = time + random.nextLong(disorderMillis);
          arrivals.computeIfAbsent(arrival, at -> new ArrayList<>()).add(record);
        }
      }
    }
    return arrivals.values().stream().flatMap(List::stream).toList();
  }

  private static List<Arrival> event(int serial, long time, Random random) {
    List<Arrival> records = new ArrayList<>();
    boolean start = random.nextBoolean();
    if (random.nextInt(12) == 0) {
      records.add(arrival(serial, time, "USER_CMD", "\"cmd\":\"6C73202D6C\""));
      return records;
    }
    records.add(
        arrival(
            serial,
            time,
            "SYSCALL",
            "\"arch\":\"c000003e\",\"syscall\":\"%d\",\"success\":\"yes\",\"items\":\"2\",\"exe\":\"/bin/sh\""
                .formatted(start ? 59 : 257)));
    if (start) {
      String script =
          HexFormat.of()
              .withUpperCase()
              .formatHex(("x y " + serial).getBytes(StandardCharsets.UTF_8));
      records.add(
          arrival(
              serial,
              time,
              "EXECVE",
              "\"argc\":\"3\",\"a0\":\"sh\",\"a1\":\"-c\",\"a2\":\"" + script + "\""));
    }
    records.add(arrival(serial, time, "CWD", "\"cwd\":\"/tmp\""));
    records.add(
        arrival(
            serial, time, "PATH", "\"item\":\"0\",\"name\":\"/bin/sh\",\"nametype\":\"NORMAL\""));
    records.add(
        arrival(
            serial,
            time,
            "PATH",
            "\"item\":\"1\",\"name\":\"/etc/x%d\",\"nametype\":\"%s\""
                .formatted(serial, start ? "NORMAL" : "CREATE")));
    records.add(arrival(serial, time, "EOE", "\"x\":1"));
    return records;
  }

  private static Arrival arrival(int serial, long time, String type, String members) {
    String host = "lx" + serial % 3;
    String id = "%d.%03d:%d".formatted(time / 1000, time % 1000, serial);
    String json =
        "{\"type\":\"%s\",\"msg\":\"audit(%s):\",\"node\":\"%s\",%s}"
            .formatted(type, id, host, members);
    return new Arrival(host, id, time, json);
  }

  /** The alerts that a join of all {@code records} gives, whatever their order. */
  static List<String> expected(List<RawEvent> records) {
    RuleSet rules = Samples.compiled(1, List.of(FILE)).ruleSet();
    EventReader reader = EventDecoding.builtIn().reader();
    Judge oracle = new ScanJudge(reader, new ScanMatcher(rules));
    EventJudge judge = new EventJudge(new AlertWriter(InstantSource.system()));
    List<String> alerts = new ArrayList<>();
    for (RawEvent event : joined(records)) {
      if (judge.judge(event, oracle) instanceof Outcome.Judged judged) {
        judged.alerts().forEach(alert -> alerts.add(described(alert)));
      }
    }
    return alerts;
  }

  static String described(Alert alert) {
    JsonNode json = Recording.json(alert);
    return json.at("/rule/title").asText() + " " + alert.alertId();
  }

  private static List<RawEvent> joined(List<RawEvent> records) {
    Comparator<RawEvent> byOrigin =
        Comparator.comparing((RawEvent record) -> record.origin().name())
            .thenComparing(record -> record.origin().partition())
            .thenComparing(record -> record.origin().position());
    Map<String, List<RawEvent>> byId =
        records.stream()
            .sorted(byOrigin)
            .collect(
                Collectors.groupingBy(
                    r -> member(r, "node") + " " + member(r, "msg"),
                    TreeMap::new,
                    Collectors.toList()));
    return byId.values().stream().map(AuditSamples::one).toList();
  }

  private static RawEvent one(List<RawEvent> records) {
    RawEvent first = records.get(0);
    if (member(first, "type").equals("USER_CMD")) {
      return first;
    }
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (RawEvent record : records) {
      byType
          .computeIfAbsent(member(record, "type"), type -> new ArrayList<>())
          .add(new String(record.bytes(), StandardCharsets.UTF_8));
    }
    String document =
        "{\"audit_id\":\"%s\",\"host\":\"%s\",\"time\":\"%s\",\"missing\":[%s]%s}"
            .formatted(
                member(first, "msg").replaceAll("audit\\(|\\):", ""),
                member(first, "node"),
                Instant.ofEpochMilli(first.timeMillis()),
                missing(byType).stream().map(t -> '"' + t + '"').collect(Collectors.joining(",")),
                byType.entrySet().stream()
                    .map(e -> ",\"" + e.getKey() + "\":" + list(e.getValue()))
                    .collect(Collectors.joining()));
    return new RawEvent(
        document.getBytes(StandardCharsets.UTF_8),
        first.host(),
        first.timeMillis(),
        RawEvent.Clock.STAYS,
        first.origin(),
        null,
        null);
  }

  private static List<String> missing(Map<String, List<String>> byType) {
    List<String> missing = new ArrayList<>();
    boolean called = byType.containsKey("SYSCALL");
    boolean ended = byType.containsKey("EOE") && byType.size() == 1;
    if (!called && !ended) {
      missing.add("SYSCALL");
    }
    if (called
        && byType.getOrDefault("SYSCALL", List.of()).get(0).contains("\"59\"")
        && !byType.containsKey("EXECVE")) {
      missing.add("EXECVE");
    }
    if (called && byType.getOrDefault("PATH", List.of()).size() < 2) {
      missing.add("PATH");
    }
    return missing;
  }

  private static String list(List<String> records) {
    return records.size() == 1 ? records.get(0) : "[" + String.join(",", records) + "]";
  }

  private static String member(RawEvent record, String name) {
    try {
      return JSON.readTree(new String(record.bytes(), StandardCharsets.UTF_8)).get(name).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
