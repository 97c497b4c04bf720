package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Process creations that an attacker would send to a matcher: command lines of 4 to 10 kB of
 * base64, letters beyond ASCII, escapes in place of letters. Each event has one of these at least.
 */
final class HostileEvents {

  private static final Set<String> COMMAND_LINE = Set.of("CommandLine", "ParentCommandLine");
  private static final Set<String> TEXTS =
      Set.of("CommandLine", "Image", "NewProcessName", "CurrentDirectory", "Description", "User");
  private static final int MIN_COMMAND = 4000;
  private static final int MAX_COMMAND = 10_000;
  private static final int ESCAPE_LENGTH = "\\".length() + "u0000".length();
  private static final double COMMANDS_KNOWN = 0.02;
  private static final double LETTERS_FOREIGN = 0.1;
  private static final double LETTERS_ESCAPED = 0.1;

  /** Registered sign, Cyrillic and an emoji: rules look for them in command lines. */
  private static final List<String> SUSPICIOUS = List.of("®", "Привет", "\uD83D\uDE00");

  /** Han, Hangul, and what folds in an unusual way: Kelvin sign, long s, dotted I, final sigma. */
  private static final List<String> FOREIGN =
      List.of("漢字", "한글", "\u212A", "\u017F", "\u0130", "\u03C2");

  private final ProcessEvents processes;

  HostileEvents(ProcessEvents processes) {
    this.processes = processes;
  }

  /** Returns {@code count} events; the same for the same seed. */
  List<byte[]> make(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> events = new ArrayList<>(count);
    for (EventTree tree : processes.trees(seed, count)) {
      events.add(hostile(tree, random));
    }
    return events;
  }

  private static byte[] hostile(EventTree tree, SplittableRandom random) {
    int kinds = 1 + random.nextInt(7);
    if ((kinds & 1) != 0) {
      tree.rewrite((key, value) -> COMMAND_LINE.contains(key) ? encoded(value, random) : value);
    }
    if ((kinds & 2) != 0) {
      tree.rewrite((key, value) -> TEXTS.contains(key) ? foreign(key, value, random) : value);
    }
    return (kinds & 4) != 0 ? escaped(tree.bytes(), random) : tree.bytes();
  }

  /**
   * The program, and base64 of UTF-16 or of bytes that are no text. A few are given to PowerShell
   * the way that rules know: most must not fire, for the price of alerts is another question.
   */
  private static JsonNode encoded(JsonNode value, SplittableRandom random) {
    int length = random.nextInt(MIN_COMMAND, MAX_COMMAND);
    byte[] bytes = new byte[length * 3 / 4];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      String script = Words.letters(bytes.length / 2, random);
      bytes = script.getBytes(StandardCharsets.UTF_16LE);
    }
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String program = value.asText().split(" ", 2)[0];
    return TextNode.valueOf(
        random.nextDouble() < COMMANDS_KNOWN
            ? "powershell.exe -NoP -NonI -W Hidden -Enc " + base64
            : program + " --session " + base64);
  }

  private static JsonNode foreign(String key, JsonNode value, SplittableRandom random) {
    if (!value.isTextual()) {
      return value;
    }
    boolean quiet = COMMAND_LINE.contains(key) && random.nextDouble() >= COMMANDS_KNOWN;
    String plain = value.textValue();
    int extension = COMMAND_LINE.contains(key) ? plain.length() : plain.lastIndexOf('.');
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean ofName = extension < 0 || i < extension;
      if (ofName && Words.isLetter(c) && random.nextDouble() < LETTERS_FOREIGN) {
        List<String> letters = quiet || random.nextBoolean() ? FOREIGN : SUSPICIOUS;
        text.append(letters.get(random.nextInt(letters.size())));
      } else {
        text.append(c);
      }
    }
    return TextNode.valueOf(text.toString());
  }

  /** The same JSON with some characters of its values written as escapes. */
  private static byte[] escaped(byte[] event, SplittableRandom random) {
    String json = new String(event, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(json.length() * 2);
    int at = 0;
    while (at < json.length()) {
      int end = json.charAt(at) == '"' ? endOfString(json, at) : at + 1;
      boolean value = end - at > 1 && !json.startsWith(":", end);
      text.append(value ? escaped(json.substring(at, end), random) : json.substring(at, end));
      at = end;
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int endOfString(String json, int quote) {
    int end = quote + 1;
    while (json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private static String escaped(String string, SplittableRandom random) {
    StringBuilder text = new StringBuilder(string.length() * 2);
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '\\') {
        int length = string.charAt(i + 1) == 'u' ? ESCAPE_LENGTH : 2;
        text.append(string, i, i + length);
        i += length - 1;
      } else if (c == '/') {
        text.append("\\/");
      } else if (Character.isLetter(c) && random.nextDouble() < LETTERS_ESCAPED) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
