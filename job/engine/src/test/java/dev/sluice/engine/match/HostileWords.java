package dev.sluice.engine.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.CaseFold;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A few words of {@code equality/words.txt} and the texts made of them: the vocabulary that the
 * rules and events of one round share. For one thread.
 */
final class HostileWords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ALL = load();

  /** Every letter, by what it folds to: {@code k} has {@code k}, {@code K} and the Kelvin sign. */
  private static final Map<Integer, int[]> CASES = cases();

  private static final int[] NO_CASES = {};
  private static final String[] JOINTS = {"", "", "", " ", "\\", "-", "/", ".", "\n"};

  private final RandomGenerator random;
  private final List<String> words = new ArrayList<>();

  HostileWords(RandomGenerator random) {
    this.random = random;
    int from = random.nextInt(ALL.size());
    for (int i = 0; i < 6; i++) {
      words.add(ALL.get((from + i) % ALL.size()));
    }
    for (int i = random.nextInt(4, 16); i > 0; i--) {
      words.add(ALL.get(random.nextInt(ALL.size())));
    }
  }

  /** A word as it stands. */
  String word() {
    return words.get(random.nextInt(words.size()));
  }

  /** A word, or a part or another case of it. */
  String variant() {
    String word = word();
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> inOtherCase(word);
      case 3 -> word.substring(0, word.length() - 1);
      case 4 -> word.substring(1);
      case 5 -> CaseFold.fold(word);
      default -> word;
    };
  }

  /** A value of an event: words, joined in one of many ways. */
  String text() {
    int kind = random.nextInt(1000);
    if (kind < 450) {
      return variant();
    } else if (kind < 860) {
      return joined(random.nextInt(2, 5));
    } else if (kind < 900) {
      return "";
    } else if (kind < 950) {
      return encoded();
    } else if (kind < 990) {
      return joined(random.nextInt(5, 20));
    }
    return padded(kind < 998 ? 300 : 10_000);
  }

  private String joined(int count) {
    StringBuilder text = new StringBuilder(variant());
    for (int i = 1; i < count; i++) {
      text.append(JOINTS[random.nextInt(JOINTS.length)]).append(variant());
    }
    return text.toString();
  }

  private String encoded() {
    Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
    String plain = "x".repeat(random.nextInt(3)) + joined(2);
    return variant() + Base64.getEncoder().encodeToString(plain.getBytes(charset));
  }

  private String padded(int length) {
    String filler = random.nextBoolean() ? "a" : random.nextBoolean() ? "abcabcab " : word() + "é";
    String padding = filler.repeat(length / filler.length());
    return random.nextBoolean() ? padding + joined(2) : variant() + padding + variant() + padding;
  }

  String inOtherCase(String text) {
    StringBuilder other = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              int[] cases = CASES.getOrDefault(CaseFold.fold(codePoint), NO_CASES);
              boolean change = cases.length > 0 && random.nextInt(3) > 0;
              other.appendCodePoint(change ? cases[random.nextInt(cases.length)] : codePoint);
            });
    return other.toString();
  }

  private static Map<Integer, int[]> cases() {
    Map<Integer, List<Integer>> byFolded = new HashMap<>();
    for (int codePoint = 0; codePoint < 0x1FFFF; codePoint++) {
      int folded = CaseFold.fold(codePoint);
      if (folded != codePoint) {
        byFolded.computeIfAbsent(folded, f -> new ArrayList<>(List.of(f))).add(codePoint);
      }
    }
    // No case of each other, yet toLowerCase and equalsIgnoreCase think so.
    byFolded.put((int) 'i', List.of((int) 'i', (int) 'I', 0x130, 0x131));
    Map<Integer, int[]> cases = new HashMap<>();
    byFolded.forEach(
        (folded, all) -> cases.put(folded, all.stream().mapToInt(Integer::intValue).toArray()));
    return cases;
  }

  /** Returns what {@code line} is in the escapes of JSON. */
  static String unescaped(String line) {
    try {
      return JSON.readValue('"' + line + '"', String.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static List<String> load() {
    try (InputStream in =
        Objects.requireNonNull(HostileWords.class.getResourceAsStream("/equality/words.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(HostileWords::unescaped)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
