package dev.sluice.engine.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.engine.event.Event;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds by which traits events may be told apart, and says how far each is to be relied on.
 *
 * <p>What differs from event to event is none: process and record numbers, GUIDs, times. Nor is
 * what says of which kind an event is: it would leave out the kind. Hashes come last, for the next
 * version of a program has another one.
 */
final class TraitFinder {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_NAMES = 500;

  private static final int OWN = 2;
  private static final int PROGRAM = 2;
  private static final int OTHER = 5;
  private static final int WHO_OR_WHERE = 6;
  private static final int HASH = 40;
  private static final int PART_OF_PATH = 1;

  /** Sigma's names of what a program is and does: they hold for every source. */
  private static final List<String> COMMON =
      List.of(
          "Image",
          "OriginalFileName",
          "CommandLine",
          "ParentImage",
          "ParentCommandLine",
          "TargetFilename",
          "TargetObject",
          "Details",
          "ImageLoaded",
          "SourceImage",
          "TargetImage",
          "QueryName",
          "DestinationHostname",
          "DestinationIp",
          "DestinationPort",
          "PipeName",
          "ServiceName",
          "ServiceFileName",
          "ImagePath",
          "TaskName",
          "ScriptBlockText",
          "Product",
          "Company",
          "Description",
          "CurrentDirectory",
          "Signature",
          "User");

  private static final Pattern NEVER =
      Pattern.compile(
          "(?i).*(guid|uuid|time|timestamp|date|pid|recordnumber|sequence\\w*|sourceport|src_port|id[_.]orig_p|"
              + "(process|thread|logon|record|session|activity|connection|request|correlation|handle|event|document)"
              + "[_.-]?id)|(.*[._])?(time|date)[_]?created.*|@metadata.*");

  private static final Pattern KIND =
      Pattern.compile(
          "(.*[._])?((?i:channel|provider(_?(name|guid))?|source_?(name|module\\w*)|event_?type|keywords|level|severity\\w*|"
              + "task|version|opcode\\w*|schema\\w*|tags|type|offset|message)|product|category|service|code|kind|module|"
              + "dataset|action)");

  private static final Pattern HASHES =
      Pattern.compile("(?i).*(hash(es)?|md5|sha1|sha256|imphash)");
  private static final Pattern WHERE =
      Pattern.compile(
          "(?i).*(user|account|computer|host|hostname|workstation|domain|ip|addr|address|sid|name)");
  private static final Pattern UNIQUE_VALUE =
      Pattern.compile(
          "\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}?|\\d{4}-\\d\\d-\\d\\d[T ].*|\\d{9,}");

  private final Set<String> own;

  /**
   * @param own the fields that the rule reads
   */
  TraitFinder(Set<String> own) {
    this.own = own;
  }

  /** The traits that some of {@code events} have, those one relies on most first. */
  List<Trait> of(List<Event> events) {
    Set<String> names = new LinkedHashSet<>(own);
    names.addAll(COMMON);
    events.forEach(event -> addMembers(event, names));
    List<Trait> traits = new ArrayList<>();
    for (String name : names) {
      if (isUsable(name, events)) {
        add(name, events, traits);
      }
    }
    traits.sort((a, b) -> Integer.compare(a.cost(), b.cost()));
    return traits;
  }

  private void add(String name, List<Event> events, List<Trait> traits) {
    int cost = cost(name);
    for (Trait.Part part : Trait.Part.values()) {
      Trait trait = new Trait(name, part, part == Trait.Part.WHOLE ? cost : cost + PART_OF_PATH);
      if (events.stream().anyMatch(event -> trait.of(event) != null)) {
        traits.add(trait);
      }
    }
  }

  private boolean isUsable(String name, List<Event> events) {
    if (NEVER.matcher(name).matches() || KIND.matcher(name).matches()) {
      return false;
    }
    return events.stream()
        .flatMap(event -> event.values(name).stream())
        .noneMatch(value -> UNIQUE_VALUE.matcher(value.text()).matches());
  }

  private int cost(String name) {
    if (HASHES.matcher(name).matches()) {
      return HASH;
    }
    if (own.contains(name)) {
      return OWN;
    }
    if (COMMON.contains(name) && !name.equals("User")) {
      return PROGRAM;
    }
    return WHERE.matcher(name).matches() ? WHO_OR_WHERE : OTHER;
  }

  /** The names under which an event answers for its members: the last segment, else the path. */
  private static void addMembers(Event event, Set<String> names) {
    Deque<String> path = new ArrayDeque<>();
    try (JsonParser parser = JSON.createParser(event.bytes())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          path.addLast(parser.currentName());
        } else if (token == JsonToken.END_OBJECT) {
          path.pollLast();
        } else if (token.isScalarValue() && !parser.getParsingContext().inArray()) {
          addMember(event, path, names);
          path.pollLast();
        } else if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
          path.pollLast();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("an event that was read is JSON", e);
    }
  }

  private static void addMember(Event event, Deque<String> path, Set<String> names) {
    String last = path.isEmpty() ? "" : path.getLast();
    String name = event.values(last).isEmpty() ? String.join(".", path) : last;
    if (names.size() < MAX_NAMES
        && !event.values(name).isEmpty()
        && !name.toLowerCase(Locale.ROOT).startsWith("logsource")) {
      names.add(name);
    }
  }
}
