package dev.sluice.engine.match;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes events of few processes on few hosts, in the shapes of several vendors: ids come again,
 * parents are unknown, late, or their own children, and names are left out. For one thread.
 */
final class RandomProcesses {
  private static final List<String> NOTHING = List.of("\"\"", "\"-\"", "null", "[]", "\"x\"");
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private static final List<String> RULES = rules();

  private final SplittableRandom random;
  private long seconds;

  RandomProcesses(SplittableRandom random) {
    this.random = random;
  }

  /** A few rules that read what is filled in, in some way, or do not. */
  String[] someRules() {
    return random.ints(6, 0, RULES.size()).mapToObj(RULES::get).toArray(String[]::new);
  }

  private static List<String> rules() {
    List<String> selections =
        List.of(
            "selection: {ParentImage|endswith: '\\p3.exe'}",
            "selection: {ParentProcessName|contains: p4}",
            "selection: {GrandParentImage|endswith: ['p1.exe', 'p2.exe', 'p5.exe']}",
            "selection: {ParentCommandLine|re: 'run p[12]'}",
            "selection: {ParentImage: null}",
            "selection: {ParentCommandLine|exists: true}",
            "selection: {GrandParentImage|exists: false}",
            "selection: {ParentImage|fieldref: GrandParentImage}",
            "selection: {Image|fieldref: ParentImage}",
            "selection: {ParentImage: ''}",
            "selection: {ParentImage: '-'}",
            "selection: {Image|endswith: p6.exe}",
            "selection: ['*p7.exe*', 'run p2*']",
            "selection: {Image|contains: p}\n  filter: {ParentImage|contains: p}");
    List<String> sources =
        List.of(
            "{product: windows, category: process_creation}",
            "{product: linux, category: process_creation}",
            "{category: process_creation}",
            "{product: windows, category: network_connection}",
            "{product: windows, service: security}");
    return sources.stream()
        .flatMap(source -> selections.stream().map(selection -> rule(source, selection)))
        .toList();
  }

  private static String rule(String source, String selection) {
    String condition = selection.contains("filter") ? "selection and not filter" : "selection";
    return "title: T\nlogsource: %s\ndetection:\n  %s\n  condition: %s\n"
        .formatted(source, selection, condition);
  }

  String next() {
    int skew = random.nextInt(10) == 0 ? random.nextInt(40) : 0;
    long days = random.nextInt(400) == 0 ? random.nextInt(9) : 0;
    seconds += random.nextInt(3) + days * 86_400;
    String time = START.plusSeconds(seconds - skew).toString();
    return switch (random.nextInt(7)) {
      case 0, 1 -> security(time);
      case 2, 3 -> sysmon(time, 1);
      case 4 -> sysmon(time, 3);
      case 5 -> laurel(time);
      default -> logon(time);
    };
  }

  private String security(String time) {
    return """
    {"EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",\
    "Hostname":"%s","@timestamp":"%s","NewProcessId":"0x%x","ProcessId":"0x%x",\
    "NewProcessName":%s,"CommandLine":"run %s"%s}\
    """
        .formatted(host(), time, pid(), pid(), image(), name(), parent("ParentProcessName"));
  }

  private String sysmon(String time, int id) {
    return """
    {"EventID":%d,"Channel":"Microsoft-Windows-Sysmon/Operational",\
    "SourceName":"Microsoft-Windows-Sysmon","Hostname":"%s","@timestamp":"%s",\
    "ProcessGuid":"{A-%d}","ProcessId":%d,"Image":%s,"CommandLine":"run %s"%s%s%s}\
    """
        .formatted(
            id,
            host(),
            time,
            pid(),
            pid(),
            image(),
            name(),
            random.nextBoolean() ? ",\"ParentProcessGuid\":\"a-" + pid() + "\"" : "",
            random.nextBoolean() ? ",\"ParentProcessId\":\"" + pid() + "\"" : "",
            parent("ParentImage"));
  }

  private String laurel(String time) {
    return """
    {"ID":"%d.%03d:%d","NODE":"%s","SYSCALL":{"pid":%d,"ppid":%d,"exe":%s,"comm":"c",\
    "SYSCALL":"execve"},"EXECVE":{"ARGV":["run","%s"]},"PARENT_INFO":{"comm":"p"}}\
    """
        .formatted(
            Instant.parse(time).getEpochSecond(),
            random.nextInt(1000),
            seconds,
            host(),
            pid(),
            pid(),
            image(),
            name());
  }

  private String logon(String time) {
    return """
    {"EventID":4624,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",\
    "Hostname":"%s","@timestamp":"%s","ProcessId":"0x%x","Image":%s}\
    """
        .formatted(host(), time, pid(), image());
  }

  private String host() {
    return random.nextInt(20) == 0 ? "-" : "ws" + random.nextInt(2);
  }

  private int pid() {
    return random.nextInt(40);
  }

  private String name() {
    return "p" + random.nextInt(8);
  }

  private String image() {
    return random.nextInt(20) == 0 ? one(NOTHING) : "\"C:\\\\" + name() + ".exe\"";
  }

  private String parent(String field) {
    return switch (random.nextInt(6)) {
      case 0 -> ",\"" + field + "\":\"C:\\\\" + name() + ".exe\"";
      case 1 -> ",\"" + field + "\":" + one(NOTHING);
      case 2 -> ",\"ParentCommandLine\":\"run " + name() + "\"";
      default -> "";
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
