package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random processes of a few hosts in a few files, and what a plain join over each whole file makes
 * of them: written apart from the engine, with nothing but lists and maps.
 *
 * <p>In the order of its list each file is in order; files are mixed.
 */
final class LineageFleet {
  static final String[] RULES = {
    rule(1, "process_creation", "CommandLine|startswith: run"),
    rule(2, "process_creation", "ParentCommandLine|endswith: ['1', '2', '3']"),
    rule(3, "process_creation", "GrandParentImage|endswith: ['p1.exe', 'p2.exe']"),
    rule(4, "network_connection", "DestinationPort: 443"),
    rule(5, "network_connection", "ParentImage|endswith: ['p3.exe', 'p4.exe', 'p5.exe']")
  };

  private static final EventScan SCAN =
      new EventScan(EventDecoding.builtIn().reader(), new EventClock(EventClock.TOLERANCE));
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final int FILES = 3;
  private static final int PIDS = 60;

  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, List<Event>> creations = new HashMap<>();
  private final int[] ordinals = new int[FILES];

  /**
   * An event, and what is expected of it.
   *
   * @param alerts titles of the rules that fire, with the ancestry and what was filled in
   */
  record Event(
      String file,
      int ordinal,
      String host,
      String json,
      boolean creation,
      @Nullable String guid,
      int pid,
      @Nullable String parentGuid,
      int parentPid,
      @Nullable String image,
      @Nullable String parentImage,
      String command,
      long millis,
      TreeSet<String> alerts) {

    RawEvent raw() {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      return SCAN.scan(bytes, Origin.file(file, ordinal), EventClock.NO_TIME);
    }
  }

  LineageFleet(long seed, int count) {
    this.random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Event event = next(i);
      if (event.creation()) {
        of(event).add(event);
      }
      expect(event);
      events.add(event);
    }
  }

  List<Event> events() {
    return events;
  }

  /** Writes the files into {@code directory} and returns their paths. */
  List<String> write(Path directory) throws IOException {
    List<String> paths = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      String name = file + ".ndjson";
      String lines =
          events.stream()
              .filter(event -> event.file().equals(name))
              .map(event -> event.json() + "\n")
              .collect(Collectors.joining());
      paths.add(Samples.write(directory.resolve(name), lines));
    }
    return paths;
  }

  /** What the alerts of all events are to say. */
  List<String> expected() {
    return events.stream().flatMap(event -> event.alerts().stream()).toList();
  }

  /** The same of an alert: its rule, its event, its ancestry, and whether it was told more. */
  static String said(Alert alert) {
    var json = Recording.json(alert);
    List<String> ancestry = new ArrayList<>();
    json.path("ancestry")
        .forEach(
            level ->
                ancestry.add(
                    level.path("commandLine").asText("?") + " " + level.path("image").asText()));
    return said(
        json.path("rule").path("title").asText(),
        json.path("source").path("file").asText(),
        json.path("source").path("line").asInt(),
        ancestry,
        json.path("matched").path(0).path("enriched").asBoolean());
  }

  private static String said(
      String title, String file, int ordinal, List<String> ancestry, boolean enriched) {
    return title + " " + file + ":" + ordinal + " " + ancestry + " " + enriched;
  }

  private static String rule(int number, String category, String selection) {
    return """
    title: R%d
    id: 44444444-0000-4000-8000-00000000000%d
    logsource: {product: windows, category: %s}
    detection:
      selection: {%s}
      condition: selection
    """
        .formatted(number, number, category, selection);
  }

  private Event next(int number) {
    int file = random.nextInt(FILES);
    String host = "ws" + random.nextInt(3);
    long late = random.nextInt(8) == 0 ? random.nextInt(60) : 0;
    Instant time = START.plusSeconds(number * 5L - late);
    int pid = 4 + random.nextInt(PIDS);
    int parent = 4 + random.nextInt(PIDS);
    String image = "C:\\p" + random.nextInt(8) + ".exe";
    String named = random.nextInt(3) == 0 ? "C:\\p" + random.nextInt(8) + ".exe" : null;
    int kind = random.nextInt(10);
    boolean sysmon = kind > 3;
    boolean creation = kind < 8;
    String guid = sysmon ? guid(creation, host, file, number) : null;
    String parentGuid = sysmon && creation ? guid(false, host, file, number) : null;
    String json =
        !sysmon
            ? security(time, host, pid, parent, image, named, number)
            : creation
                ? sysmon(time, host, pid, guid, parent, parentGuid, image, named, number)
                : connection(time, host, pid, guid);
    return new Event(
        file + ".ndjson",
        ++ordinals[file],
        host,
        json,
        creation,
        guid,
        pid,
        parentGuid,
        creation ? parent : 0,
        creation ? image : null,
        creation ? named : null,
        "run " + number,
        time.toEpochMilli(),
        new TreeSet<>());
  }

  /** A new guid, or one that may have come before on this host in this file. */
  private @Nullable String guid(boolean isNew, String host, int file, int number) {
    int of = isNew ? number : random.nextInt(number + 1);
    return !isNew && random.nextInt(3) == 0 ? null : "g-" + host + "-" + file + "-" + of;
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + text.replace("\\", "\\\\") + '"';
  }

  private static String security(
      Instant time,
      String host,
      int pid,
      int parent,
      String image,
      @Nullable String named,
      int number) {
    return """
    {"EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing",\
    "Hostname":"%s","@timestamp":"%s","NewProcessId":"0x%x","ProcessId":"0x%x",\
    "NewProcessName":%s,"ParentProcessName":%s,"CommandLine":"run %d"}\
    """
        .formatted(host, time, pid, parent, quoted(image), quoted(named), number);
  }

  private static String sysmon(
      Instant time,
      String host,
      int pid,
      @Nullable String guid,
      int parent,
      @Nullable String parentGuid,
      String image,
      @Nullable String named,
      int number) {
    return """
    {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational",\
    "SourceName":"Microsoft-Windows-Sysmon","Hostname":"%s","@timestamp":"%s",\
    "ProcessId":%d,"ProcessGuid":"{%s}","ParentProcessId":"%d","ParentProcessGuid":%s,\
    "Image":%s,"ParentImage":%s,"CommandLine":"run %d"}\
    """
        .formatted(
            host,
            time,
            pid,
            guid,
            parent,
            quoted(parentGuid),
            quoted(image),
            quoted(named),
            number);
  }

  private static String connection(Instant time, String host, int pid, @Nullable String guid) {
    return """
    {"EventID":3,"Channel":"Microsoft-Windows-Sysmon/Operational",\
    "SourceName":"Microsoft-Windows-Sysmon","Hostname":"%s","@timestamp":"%s",\
    "ProcessId":%d,"ProcessGuid":%s,"DestinationPort":443}\
    """
        .formatted(host, time, pid, quoted(guid));
  }

  private void expect(Event event) {
    Event own = event.creation() ? event : find(event, event.guid(), event.pid(), event.millis());
    Event parent = own == null ? null : parent(own);
    List<String> ancestry = new ArrayList<>();
    Event last = event.creation() ? null : own;
    Event next = parent;
    List<Event> seen = new ArrayList<>();
    while (next != null && ancestry.size() < 8 && !seen.contains(next)) {
      ancestry.add(next.command() + " " + next.image());
      seen.add(next);
      last = next;
      next = parent(next);
    }
    if (next == null && last != null && last.parentImage() != null && ancestry.size() < 8) {
      ancestry.add("? " + last.parentImage());
    }
    if (event.creation()) {
      alert(event, "R1", ancestry, false);
      if (parent != null && parent.command().matches(".*[123]")) {
        alert(event, "R2", ancestry, true);
      }
      if (image(parent).matches(".*p[12]\\.exe")) {
        alert(event, "R3", ancestry, true);
      }
    } else {
      alert(event, "R4", ancestry, false);
      if (image(own).matches(".*p[345]\\.exe")) {
        alert(event, "R5", ancestry, true);
      }
    }
  }

  /** The image of the parent of {@code child}: as it is known, else as the child told of it. */
  private String image(@Nullable Event child) {
    if (child == null) {
      return "";
    }
    Event parent = parent(child);
    String image = parent != null ? parent.image() : child.parentImage();
    return image == null ? "" : image;
  }

  private static void alert(Event event, String title, List<String> ancestry, boolean enriched) {
    event.alerts().add(said(title, event.file(), event.ordinal(), ancestry, enriched));
  }

  private @Nullable Event parent(Event child) {
    boolean itself = child.parentGuid() == null && child.parentPid() == child.pid();
    return itself ? null : find(child, child.parentGuid(), child.parentPid(), child.millis());
  }

  private @Nullable Event find(Event place, @Nullable String guid, int pid, long byMillis) {
    Event found = null;
    for (Event creation : of(place)) {
      if (guid != null && guid.equals(creation.guid())) {
        return creation.equals(place) ? null : creation;
      }
      if (creation.pid() == pid
          && creation.millis() <= byMillis
          && (guid == null || creation.guid() == null)
          && (found == null || creation.millis() >= found.millis())) {
        found = creation;
      }
    }
    return found != null && found.equals(place) ? null : found;
  }

  private List<Event> of(Event event) {
    return creations.computeIfAbsent(event.host() + event.file(), key -> new ArrayList<>());
  }
}
