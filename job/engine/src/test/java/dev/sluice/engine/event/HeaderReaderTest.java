package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents made of the names that headers are found at, in every way to nest and repeat them. */
final class HeaderReaderTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> VALUES =
      List.of(
          "\"WS-17.\"",
          "\"-\"",
          "\"2026-11-20T09:14:07.318Z\"",
          "\"2026-11-20 09:14:07\"",
          "\"audit(1795166047.318:4021):\"",
          "\"EXECVE\"",
          "\"Microsoft-Windows-Sysmon/Operational\"",
          "1795166047318",
          "1",
          "null",
          "true",
          "[]",
          "{}",
          "\"\\u0057s\"",
          "\"\u212Aelvin\"");

  private final Schemas schemas = EventTables.builtIn().schemas();
  private final EventReader reader = ShippedTables.reader();
  private final HeaderReader headers = reader.headers();
  private final List<Path> paths = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  HeaderReaderTest() {
    for (Schema schema : schemas.ordered()) {
      paths.addAll(schema.headerPaths());
      for (Schema.Recognition recognition : schema.recognise()) {
        recognition.is().values().forEach(is -> is.forEach(text -> texts.add(quoted(text))));
      }
    }
  }

  @Test
  void headersFromPlacesAreThoseOfTheTree() {
    Random random = new Random(11);
    int recognised = 0;
    int read = 0;
    PlainEvent plain = Vocabulary.ofHeaders(schemas).newEvent(EventLimits.defaults());
    for (int round = 0; round < ROUNDS; round++) {
      String document = document(random);
      byte[] bytes = document.getBytes(UTF_8);
      Header header = reader.header(bytes);
      assertThat(headers.header(bytes)).as(document).isEqualTo(header);
      boolean asPlaces = plain.recognise(bytes);
      read += asPlaces ? 1 : 0;
      recognised += asPlaces && header.host() != null && header.time() != null ? 1 : 0;
    }
    assertThat(read).as("read as places").isGreaterThan(ROUNDS / 10);
    assertThat(recognised).as("have host and time").isGreaterThan(ROUNDS / 20);
  }

  /** What makes it one of a schema, most times, and then what it or another may look at. */
  private String document(Random random) {
    Schema schema = schemas.ordered().get(random.nextInt(schemas.ordered().size()));
    List<String> members = new ArrayList<>();
    if (!schema.recognise().isEmpty()) {
      Schema.Recognition one = schema.recognise().get(random.nextInt(schema.recognise().size()));
      one.has().forEach(path -> members.add(member(path, literal(random), random)));
      one.is()
          .forEach((path, is) -> members.add(member(path, quoted(is.iterator().next()), random)));
    }
    if (random.nextBoolean() && !schema.host().isEmpty() && !schema.time().isEmpty()) {
      Schema.TimePath time = schema.time().get(random.nextInt(schema.time().size()));
      Path host = schema.host().get(random.nextInt(schema.host().size()));
      members.add(member(host, "\"WS-17.\"", random));
      members.add(member(time.path(), time(time.format()), random));
    }
    List<Path> own = schema.headerPaths();
    for (int i = random.nextInt(6); i > 0; i--) {
      List<Path> from = own.isEmpty() || random.nextInt(5) == 0 ? paths : own;
      members.add(member(from.get(random.nextInt(from.size())), literal(random), random));
    }
    Collections.shuffle(members, random);
    return "{" + String.join(",", members) + (random.nextInt(50) == 0 ? "" : "}");
  }

  private static String time(TimeFormat format) {
    return switch (format) {
      case ISO -> "\"2026-11-20T09:14:07.318Z\"";
      case UTC, LOCAL -> "\"2026-11-20 09:14:07\"";
      case AUDIT_ID -> "\"audit(1795166047.318:4021):\"";
      case WEB_LOG -> "\"20/Nov/2026:09:14:07 +0000\"";
      default -> "1795166047.318";
    };
  }

  private String literal(Random random) {
    List<String> from = random.nextInt(4) == 0 ? texts : VALUES;
    return from.get(random.nextInt(from.size()));
  }

  private String member(Path path, String literal, Random random) {
    StringBuilder json = new StringBuilder();
    member(path.segments(), literal, random, json);
    return json.toString();
  }

  private void member(List<String> segments, String literal, Random random, StringBuilder json) {
    int to = random.nextInt(4) == 0 ? 1 + random.nextInt(segments.size()) : 1;
    json.append(quoted(name(String.join(".", segments.subList(0, to)), random))).append(':');
    boolean inArray = random.nextInt(12) == 0;
    json.append(inArray ? "[" : "");
    if (to == segments.size()) {
      json.append(literal).append(inArray ? "," + literal(random) : "");
    } else {
      json.append('{');
      member(segments.subList(to, segments.size()), literal, random, json);
      json.append('}');
    }
    json.append(inArray ? "]" : "");
  }

  private static String name(String name, Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> name + " ";
      case 1 -> name.charAt(0) + " " + name.substring(1);
      case 2 -> "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
      default -> name;
    };
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
