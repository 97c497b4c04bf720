package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.bench.EventTemplate.Kind;
import dev.sluice.bench.EventTemplate.Slot;
import dev.sluice.engine.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what identifies a recorded event: first the texts, by the fields that hold them, then every
 * place of those texts, for a rendered message repeats them.
 *
 * <p>Well-known accounts and sessions stay. Process ids stay too: hosts start with the same small
 * numbers.
 */
final class TemplateReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> USER =
      Set.of("user", "subjectusername", "targetusername", "accountname");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{3,19}");
  private static final Pattern WELL_KNOWN =
      Pattern.compile(
          "SYSTEM|Administrator|Guest|DefaultAccount|ANONYMOUS.*|.*SERVICE|(DWM|UMFD)-\\d+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ID_FIELD =
      Pattern.compile(
          "(?!provider|volume).*guid|(activity|scriptblock|runspace|transaction|instance)_?id");
  private static final String GUID_TEXT = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
  private static final Pattern GUID = Pattern.compile("\\{?(" + GUID_TEXT + ")}?");

  /** PowerShell says these in a text. */
  private static final Pattern GUID_IN_TEXT =
      Pattern.compile("(?i)(?:host|runspace) ?id ?= ?(" + GUID_TEXT + ")");

  private static final Pattern SESSION_FIELD = Pattern.compile(".*logonid");
  private static final Pattern SESSION = Pattern.compile("0[xX]\\p{XDigit}{4,16}");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d).*", Pattern.DOTALL);
  private static final int TIME_LENGTH = "2026-06-01T00:00:00".length();

  /** Times of one event are apart by a time zone at most; what is further away is of another. */
  private static final Duration SAME_EVENT = Duration.ofHours(26);

  private final String text;
  private final @Nullable Instant time;

  /** By text in lower case, the longest first. */
  private final Map<String, Found> found = new LinkedHashMap<>();

  private record Found(Kind kind, long seed) {}

  private TemplateReader(Event event) {
    this.text = new String(event.bytes(), StandardCharsets.ISO_8859_1);
    this.time = event.time();
    String host = event.host();
    if (host != null && !host.isEmpty()) {
      find(host, Kind.HOST_AND_DOMAIN, 0);
      int dot = host.indexOf('.');
      if (dot > 0 && !Character.isDigit(host.charAt(0))) {
        find(host.substring(0, dot), Kind.HOST_NAME, 0);
      }
    }
  }

  /** The template of {@code event}. */
  static EventTemplate read(Event event) {
    TemplateReader reader = new TemplateReader(event);
    reader.values();
    return new EventTemplate(event.bytes(), reader.slots());
  }

  private void values() {
    try (JsonParser parser = JSON.createParser(text)) {
      String field = "";
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        if (next == JsonToken.FIELD_NAME) {
          field = parser.currentName().toLowerCase(Locale.ROOT);
        } else if (next == JsonToken.VALUE_STRING) {
          value(field, parser.getText());
        } else if (next.isNumeric()) {
          number(parser.getText());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("an event is no JSON", e);
    }
    Matcher guids = GUID_IN_TEXT.matcher(text);
    while (guids.find()) {
      find(guids.group(1), Kind.ID, 0);
    }
  }

  private void value(String field, String value) {
    if (USER.contains(field)) {
      String name = value.substring(value.lastIndexOf('\\') + 1);
      if (NAME.matcher(name).matches() && !WELL_KNOWN.matcher(name).matches()) {
        find(name, Kind.USER, 0);
      }
    } else if (SESSION_FIELD.matcher(field).matches() && SESSION.matcher(value).matches()) {
      find(value, Kind.ID, 0);
    } else if (ID_FIELD.matcher(field).matches()) {
      Matcher guid = GUID.matcher(value);
      if (guid.matches()) {
        find(guid.group(1), Kind.ID, 0);
      }
    } else {
      time(value);
    }
  }

  private void time(String value) {
    Matcher at = TIME.matcher(value);
    if (time != null && at.matches()) {
      LocalDateTime said = LocalDateTime.parse(at.group(1) + "T" + at.group(2));
      long apart = said.toEpochSecond(ZoneOffset.UTC) - time.getEpochSecond();
      if (Math.abs(apart) < SAME_EVENT.toSeconds()) {
        find(value.substring(0, TIME_LENGTH), Kind.TIME, apart);
      }
    }
  }

  private void number(String number) {
    if (time != null && number.startsWith(Long.toString(time.getEpochSecond()))) {
      find(Long.toString(time.getEpochSecond()), Kind.EPOCH_SECOND, 0);
    }
  }

  /** The seed of a name or an id follows from it, whatever its case. */
  private void find(String value, Kind kind, long seed) {
    String key = value.toLowerCase(Locale.ROOT);
    boolean named = kind == Kind.USER || kind == Kind.ID;
    found.putIfAbsent(key, new Found(kind, named ? key.hashCode() * 31L + key.length() : seed));
  }

  private List<Slot> slots() {
    String folded = text.toLowerCase(Locale.ROOT);
    List<Slot> slots = new ArrayList<>();
    boolean[] taken = new boolean[text.length()];
    found.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
        .forEach(entry -> places(folded, entry.getKey(), entry.getValue(), taken, slots));
    slots.sort(Comparator.comparing(Slot::start));
    return slots;
  }

  private static void places(
      String folded, String value, Found what, boolean[] taken, List<Slot> slots) {
    for (int at = folded.indexOf(value); at >= 0; at = folded.indexOf(value, at + 1)) {
      int end = at + value.length();
      if (!taken[at] && !taken[end - 1] && isWhole(folded, at, end)) {
        Arrays.fill(taken, at, end, true);
        int prefix = what.kind == Kind.ID && value.startsWith("0x") ? 2 : 0;
        slots.add(new Slot(at + prefix, end, what.kind, what.seed));
      }
    }
  }

  /** Whether neither side goes on as a word. */
  private static boolean isWhole(String text, int start, int end) {
    boolean begins = start == 0 || !isOfWord(text.charAt(start - 1)) || isEscape(text, start - 1);
    return begins && (end == text.length() || !isOfWord(text.charAt(end)));
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** Whether the letter at {@code at} is that of an escape, as in {@code \t}. */
  private static boolean isEscape(String text, int at) {
    int backslashes = 0;
    while (backslashes < at && text.charAt(at - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1 && "nrtbf".indexOf(text.charAt(at)) >= 0;
  }
}
