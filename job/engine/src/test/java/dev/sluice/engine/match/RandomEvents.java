package dev.sluice.engine.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Makes events of the seeds of a world: other values, other shapes, names twice, and now and then
 * bytes that are no event. For one thread.
 */
final class RandomEvents {
  private static final List<String> ID_NAMES =
      List.of("EventID", "event_id", "winlog.event_id", "event.code", "Event ID");
  private static final List<String> CHANNELS =
      List.of(
          "Security",
          "SECURITY",
          "ſecurity",
          "security ",
          "System",
          "Microsoft-Windows-Sysmon/Operational",
          "microsoft-windows-sysmon/operational",
          "Contoso/Debug",
          "");
  private static final List<String> PROVIDERS =
      List.of(
          "Microsoft-Windows-Sysmon",
          "Microsoft-Windows-Security-Auditing",
          "microsoft-windows-\u212Aernel-file",
          "PowerShell",
          "");
  private static final List<String> IDS =
      List.of("1", "4688", "4624", "12", "13", "7045", "400", "9", "01", "4688.0", "4.688e3", "-0");
  private static final List<String> TIME_NAMES =
      List.of("UtcTime", "@timestamp", "EventTime", "TimeGenerated", "ts", "time");
  private static final List<JsonTree> TIMES =
      List.of(
          new JsonTree.Text("2024-05-06 07:08:09"),
          new JsonTree.Text("2024-05-06T07:08:09.000Z"),
          new JsonTree.Text("2024-05-06T09:08:09.123+02:00"),
          new JsonTree.Text("2024-05-06T07:08:10"),
          new JsonTree.Text("2099-01-01T00:00:00Z"),
          new JsonTree.Text("2024-05-06T07:08:60Z"),
          new JsonTree.Text("yesterday"),
          new JsonTree.Text(""),
          new JsonTree.Literal("1714979289.5"),
          new JsonTree.Literal("1714979289"),
          new JsonTree.Literal("null"));
  private static final List<String> LITERALS = List.of("true", "false", "null");

  private final RandomWorld world;
  private final HostileWriter writer;

  RandomEvents(RandomGenerator random, RandomWorld world) {
    this.world = world;
    this.writer = new HostileWriter(random);
  }

  /** The bytes of one event; about one in thirty is none. */
  byte[] next() {
    RandomWorld.Seed seed = world.seed();
    JsonTree.Members event = seed.event().copy();
    JsonTree.Members place = place(event, seed.place());
    nameLogSource(event);
    if (world.oneIn(4)) {
      event.put(world.one(TIME_NAMES), world.one(TIMES).copy());
    }
    boolean plain = !world.oneIn(3);
    for (int i = world.below(7); i > 0; i--) {
      if (plain) {
        place.put(world.field(), scalar());
      } else {
        set(world.oneIn(8) ? event : place, world.field(), value());
      }
    }
    while (!plain && world.oneIn(2)) {
      disturb(event, place);
    }
    byte[] bytes = writer.write(event);
    return world.oneIn(30) ? broken(bytes) : bytes;
  }

  /** The object that holds the data fields. */
  private static JsonTree.Members place(JsonTree.Members event, List<String> path) {
    JsonTree.Members place = event;
    for (String name : path) {
      JsonTree next = place.get(name);
      place =
          next instanceof JsonTree.Embedded embedded
              ? embedded.document()
              : (JsonTree.Members) Objects.requireNonNull(next);
    }
    return place;
  }

  /** An event that names its log source names another one half of the time. */
  private void nameLogSource(JsonTree.Members event) {
    if (event.get("logsource") instanceof JsonTree.Members named && world.oneIn(2)) {
      String attribute = world.one(List.of("product", "category", "service"));
      named.put(attribute, world.oneIn(6) ? value() : new JsonTree.Text(world.words().variant()));
    }
  }

  private void set(JsonTree.Members place, String field, JsonTree value) {
    if (world.oneIn(12)) {
      place.members().add(new JsonTree.Member(spaced(field), value));
    } else if (field.indexOf('.') > 0 && world.oneIn(2)) {
      nest(place, field, value);
    } else {
      place.put(field, value);
    }
  }

  /** {@code a.b.c} as objects, cut at one or at each of its dots. */
  private void nest(JsonTree.Members place, String field, JsonTree value) {
    int dot = world.oneIn(3) ? field.lastIndexOf('.') : field.indexOf('.');
    String head = field.substring(0, dot);
    String tail = field.substring(dot + 1);
    JsonTree before = place.get(head);
    JsonTree.Members inner =
        before instanceof JsonTree.Members members
            ? members
            : new JsonTree.Members(new ArrayList<>());
    if (inner != before) {
      boolean fans = world.oneIn(6);
      place.put(head, fans ? items(inner, scalar()) : inner);
    }
    set(inner, tail, value);
  }

  private String spaced(String name) {
    int at = world.below(name.length() + 1);
    return name.substring(0, at) + " " + name.substring(at);
  }

  private JsonTree value() {
    return switch (world.below(24)) {
      case 0 -> new JsonTree.Items(new ArrayList<>());
      case 1 -> items(scalar());
      case 2, 3 -> items(scalar(), scalar(), scalar());
      case 4 -> items(scalar(), items(scalar(), items(scalar())));
      case 5 -> items(object(scalar()), object(scalar()));
      case 6 -> object(scalar());
      default -> scalar();
    };
  }

  private JsonTree scalar() {
    return switch (world.below(20)) {
      case 0, 1 -> new JsonTree.Literal(number());
      case 2 -> new JsonTree.Text(world.number());
      case 3 -> new JsonTree.Literal(world.one(LITERALS));
      default -> new JsonTree.Text(world.words().text());
    };
  }

  /** A number as JSON allows it; the rest of the world's numbers are texts only. */
  private String number() {
    String number = world.number();
    return number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?(e\\d+)?") ? number : "1";
  }

  private JsonTree object(JsonTree value) {
    JsonTree.Members object = new JsonTree.Members(new ArrayList<>());
    object.members().add(new JsonTree.Member(world.oneIn(2) ? "x" : world.field(), value));
    return object;
  }

  private static JsonTree items(JsonTree... items) {
    return new JsonTree.Items(new ArrayList<>(Arrays.asList(items)));
  }

  private void disturb(JsonTree.Members event, JsonTree.Members place) {
    JsonTree.Members at = world.oneIn(2) ? event : place;
    switch (world.below(16)) {
      case 0 -> event.put(world.one(ID_NAMES), id());
      case 1 -> insert(event, new JsonTree.Member(world.one(ID_NAMES), id()));
      case 13, 14 -> addId(event);
      case 15 -> addId(place);
      case 2 -> event.put("Channel", new JsonTree.Text(channel()));
      case 3 -> insert(at, new JsonTree.Member("Channel", new JsonTree.Text(channel())));
      case 4 -> event.put("SourceName", new JsonTree.Text(world.one(PROVIDERS)));
      case 5, 6 -> insert(at, new JsonTree.Member(world.field(), value()));
      case 7, 8 -> repeat(at);
      case 9 -> remove(at);
      case 10 -> wrap(at);
      case 11 -> insert(at, new JsonTree.Member(oddName(), deep()));
      default -> insert(event, new JsonTree.Member("Provider_Name", provider()));
    }
  }

  private String channel() {
    return world.oneIn(2) ? world.words().variant() : world.one(CHANNELS);
  }

  private JsonTree provider() {
    return switch (world.below(4)) {
      case 0 -> value();
      case 1 -> new JsonTree.Text(world.words().variant());
      default -> new JsonTree.Text(world.one(PROVIDERS));
    };
  }

  private JsonTree id() {
    String id = world.one(IDS);
    return switch (world.below(8)) {
      case 0 -> items(new JsonTree.Literal("1"), new JsonTree.Text("4688"));
      case 1 -> value();
      case 2, 3, 4 -> new JsonTree.Text(id);
      default -> new JsonTree.Literal(id.equals("01") ? "1" : id);
    };
  }

  /** The id of the event, or its channel, stays and another joins it: in an array or twice. */
  private void addId(JsonTree.Members event) {
    for (int i = 0; i < event.members().size(); i++) {
      JsonTree.Member member = event.members().get(i);
      if (ID_NAMES.contains(member.name()) || member.name().equals("Channel")) {
        JsonTree other = member.name().equals("Channel") ? new JsonTree.Text(channel()) : id();
        boolean first = world.oneIn(2);
        if (world.oneIn(2)) {
          event.members().add(first ? i : i + 1, new JsonTree.Member(member.name(), other));
        } else {
          JsonTree both = first ? items(other, member.value()) : items(member.value(), other);
          event.members().set(i, new JsonTree.Member(member.name(), both));
        }
        return;
      } else if (member.name().equals("winlog")
          && member.value() instanceof JsonTree.Members inner) {
        addId(inner);
        return;
      }
    }
  }

  private void insert(JsonTree.Members at, JsonTree.Member member) {
    at.members().add(world.below(at.members().size() + 1), member);
  }

  /** Lets a name stand twice or more, with another value or the same. */
  private void repeat(JsonTree.Members at) {
    if (!at.members().isEmpty()) {
      JsonTree.Member member = world.one(at.members());
      for (int i = world.below(3); i >= 0; i--) {
        JsonTree value = world.oneIn(2) ? value() : member.value().copy();
        insert(at, new JsonTree.Member(member.name(), value));
      }
    }
  }

  private void remove(JsonTree.Members at) {
    if (!at.members().isEmpty()) {
      at.members().remove(world.below(at.members().size()));
    }
  }

  /** A member becomes an array of itself. */
  private void wrap(JsonTree.Members at) {
    if (!at.members().isEmpty()) {
      int i = world.below(at.members().size());
      JsonTree.Member member = at.members().get(i);
      at.members().set(i, new JsonTree.Member(member.name(), items(member.value())));
    }
  }

  private String oddName() {
    return switch (world.below(6)) {
      case 0 -> "";
      case 1 -> " ";
      case 2 -> world.words().inOtherCase(world.field());
      case 3 -> world.words().variant();
      default -> world.field();
    };
  }

  /** Nesting, seldom past the limit. */
  private JsonTree deep() {
    int depth = world.oneIn(3) ? 58 + world.below(8) : world.below(9);
    JsonTree tree = scalar();
    for (int i = 0; i < depth; i++) {
      tree = world.oneIn(2) ? items(tree) : object(tree);
    }
    return tree;
  }

  private byte[] broken(byte[] bytes) {
    int at = world.below(bytes.length);
    byte[] broken = bytes.clone();
    switch (world.below(4)) {
      case 0 -> broken = Arrays.copyOf(bytes, at);
      case 1 -> broken[at] ^= (byte) (1 << world.below(8));
      case 2 -> broken[at] = (byte) world.below(256);
      default -> {
        broken = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, broken, at + 1, bytes.length - at);
        broken[at] = bytes[world.below(bytes.length)];
      }
    }
    return broken;
  }
}
