package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events beside a rule: {@code {"match":true,"why":"...","event":{...}}}, one a line; for a
 * correlation {@code "events":[{...},{...}]}.
 *
 * @param problems lines that cannot be used, as {@code file:line:column: message}
 */
record RuleExamples(List<RuleExample> examples, List<String> problems) {

  private static final String EXTENSION = ".events.jsonl";
  private static final JsonFactory JSON = new JsonFactory();

  RuleExamples {
    examples = List.copyOf(examples);
    problems = List.copyOf(problems);
  }

  /** The file of events that belongs to {@code ruleFile}, which may not exist. */
  static Path beside(Path ruleFile) {
    String name = String.valueOf(ruleFile.getFileName());
    return ruleFile.resolveSibling(name.replaceFirst("\\.ya?ml$", "") + EXTENSION);
  }

  /** Whether {@code file} is named as the events beside a rule are. */
  static boolean isNamed(String file) {
    return file.endsWith(EXTENSION);
  }

  /**
   * Reads {@code file}; blank lines are skipped.
   *
   * @throws CommandFailure when the file cannot be read
   */
  static RuleExamples read(Path file) {
    List<RuleExample> examples = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          examples.add(new Line(i + 1).read(lines.get(i).getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
          int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
          problems.add(file + ":" + (i + 1) + ":" + column + ": " + reason(e));
        }
      }
    }
    return new RuleExamples(examples, problems);
  }

  /** Where a bracket was opened is of no use on one line. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
  }

  /** Reads one line; keeps the bytes of the event as they are. */
  private static final class Line {
    private final int number;
    private @Nullable Boolean match;
    private String why = "";
    private String rule = "";
    private final List<byte[]> events = new ArrayList<>();
    private boolean isSequence;
    private byte @Nullable [] json;

    Line(int number) {
      this.number = number;
    }

    RuleExample read(byte[] line) throws JsonProcessingException {
      try (JsonParser parser = JSON.createParser(line)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw problem(parser, "expected an object with 'match', 'why' and 'event' or 'events'");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String key = parser.currentName();
          parser.nextToken();
          member(key, parser, line);
        }
        Boolean verdict = match;
        byte[] bytes = json;
        if (verdict == null || bytes == null) {
          throw problem(parser, (verdict == null ? "'match'" : "'event'") + " is missing");
        }
        return new RuleExample(number, verdict, why, rule, events, isSequence, bytes);
      } catch (JsonProcessingException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException("reading from memory cannot fail", e);
      }
    }

    private void member(String key, JsonParser parser, byte[] line) throws IOException {
      switch (key) {
        case "match" -> match = parser.getBooleanValue();
        case "why" -> why = parser.getText();
        case "rule" -> rule = parser.getText();
        case "event" -> event(parser, line);
        case "events" -> sequence(parser, line);
        default -> throw problem(parser, "unknown key '" + key + "'");
      }
    }

    private void event(JsonParser parser, byte[] line) throws IOException {
      requireFirst(parser);
      byte[] event = value(parser, line);
      events.add(event);
      json = event;
    }

    private void sequence(JsonParser parser, byte[] line) throws IOException {
      requireFirst(parser);
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw problem(parser, "'events' must be a list of events");
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        events.add(value(parser, line));
      }
      if (events.isEmpty()) {
        throw problem(parser, "'events' is empty");
      }
      isSequence = true;
      json = Arrays.copyOfRange(line, from, (int) parser.currentLocation().getByteOffset());
    }

    private void requireFirst(JsonParser parser) throws JsonProcessingException {
      if (json != null) {
        throw problem(parser, "a line has one 'event', or 'events'");
      }
    }

    /** The bytes of the value at which {@code parser} stands, which it passes. */
    private static byte[] value(JsonParser parser, byte[] line) throws IOException {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return Arrays.copyOfRange(line, from, (int) parser.currentLocation().getByteOffset());
    }

    private static JsonProcessingException problem(JsonParser parser, String message) {
      return new JsonParseException(parser, message);
    }
  }
}
