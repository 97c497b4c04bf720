package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseFoldTest {
  /**
   * RE2/J 1.8 never returns from compiling one of these letters with {@code (?i)}: its orbit of
   * them does not close.
   */
  private static final Set<Integer> OPEN_ORBITS =
      Set.of(0x1C80, 0x1C81, 0x1C82, 0x1C83, 0x1C84, 0x1C85, 0x1C86, 0x1C87, 0x1C88);

  @ParameterizedTest
  @CsvSource({
    "ABC, abc", "\u212A, k", "\u017F, s", "\u03C2\u03A3\u03C3, \u03C3\u03C3\u03C3",
        "\u0130\u0131, \u0130\u0131",
    "\u00DF, \u00DF", "\u1E9E, \u00DF", "\uFB00, \uFB00", "\u00B5, \u03BC",
        "\u13A0\uAB70, \u13A0\u13A0",
    "\uD801\uDC00, \uD801\uDC28", "C:\\WINDOWS\\\u00C4, c:\\windows\\\u00E4"
  })
  void foldsAsUnicodeSays(String text, String folded) {
    assertThat(CaseFold.fold(text)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({"''", "already folded", "\u00FC \u20AC \uD83D\uDE00", "\u0130", "'1234 \\/ .'"})
  void textThatNeedsNoFoldingIsTheSameInstance(String text) {
    assertThat(CaseFold.fold(text)).isSameAs(text);
  }

  @Test
  void halvesOfSurrogatePairsStay() {
    String broken = "\uDC00A\uD801";
    assertThat(CaseFold.fold(broken)).isEqualTo("\uDC00a\uD801");
  }

  @Test
  void foldingIsIdempotentAndKeepsTheLengthForEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int folded = CaseFold.fold(codePoint);
      assertThat(CaseFold.fold(folded)).isEqualTo(folded);
      assertThat(Character.charCount(folded)).isEqualTo(Character.charCount(codePoint));
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        assertThat(CaseFold.fold(Character.toString(codePoint)))
            .isEqualTo(Character.toString(folded));
      }
    }
  }

  @Test
  void agreesWithTheRegexLibraryOnEveryLetterThatHasCase() {
    List<String> differences = new ArrayList<>();
    for (Set<Integer> candidates : lettersThatMightBeEqual()) {
      for (int letter : candidates) {
        if (!OPEN_ORBITS.contains(letter)) {
          differences.addAll(differences(letter, candidates));
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static List<String> differences(int letter, Set<Integer> candidates) {
    Pattern pattern = Pattern.compile("(?i)^\\x{" + Integer.toHexString(letter) + "}$");
    return candidates.stream()
        .filter(other -> !OPEN_ORBITS.contains(other))
        .filter(
            other ->
                pattern.matches(Character.toString(other))
                    != (CaseFold.fold(letter) == CaseFold.fold(other)))
        .map(other -> Integer.toHexString(letter) + " and " + Integer.toHexString(other))
        .toList();
  }

  /** Returns the letters that are one under our folding or under any case mapping of the JDK. */
  private static List<Set<Integer>> lettersThatMightBeEqual() {
    Map<Integer, Set<Integer>> byFolded = new TreeMap<>();
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(
            c -> {
              Set<Integer> orbit =
                  byFolded.computeIfAbsent(CaseFold.fold(c), folded -> new TreeSet<>());
              orbit.add(c);
              orbit.add(Character.toLowerCase(c));
              orbit.add(Character.toUpperCase(c));
              orbit.add(Character.toTitleCase(c));
            });
    return byFolded.values().stream().filter(orbit -> orbit.size() > 1).toList();
  }
}
