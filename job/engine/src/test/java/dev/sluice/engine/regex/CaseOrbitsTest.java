package dev.sluice.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseOrbitsTest {

  private static final int BMP_SIZE = 0x10000;

  /** Every letter that any table of cases has; no other can match one in another case. */
  private static final int[] CASED =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(
              c ->
                  CaseFold.fold(c) != c
                      || Character.toLowerCase(c) != c
                      || Character.toUpperCase(c) != c)
          .toArray();

  @Test
  void everyLetterMatchesWhatItMatchesInRe2j() throws RefusedException {
    String all = text(IntStream.of(CASED));
    for (int c = 0; c < BMP_SIZE; c++) {
      if (isTrapped(c) || isSurrogate(c)) {
        continue;
      }
      CodePoints orbit = CaseOrbits.closure(new Range(c, c));
      assertThat(orbit).isEqualTo(CaseOrbits.of(c));
      Pattern pattern = Pattern.compile("(?i)\\x{" + Integer.toHexString(c) + "}");
      String others = all;
      for (int member : orbit.stream().toArray()) {
        others = others.replace(Character.toString(member), "");
      }
      assertThat(pattern.matcher(others).find()).as("%x matches more in RE2/J", c).isFalse();
      assertThat(orbit.stream().allMatch(o -> pattern.matcher(Character.toString(o)).find()))
          .as("%x matches less in RE2/J", c)
          .isTrue();
    }
  }

  @Test
  void theOnlyDifferencesToTheCaseFoldingAreTheTrappedLetters() {
    Map<Integer, List<Integer>> alike = new HashMap<>();
    for (int c = 0; c < BMP_SIZE; c++) {
      if (!isTrapped(c)) {
        alike.computeIfAbsent(CaseFold.fold(c), f -> new ArrayList<>()).add(c);
      }
    }
    alike.values().stream()
        .filter(members -> members.size() > 1)
        .forEach(
            members ->
                assertThat(members)
                    .allSatisfy(
                        c ->
                            assertThat(CaseOrbits.of(c).stream().boxed())
                                .containsExactlyElementsOf(members)));
  }

  @Test
  void supplementaryLettersThatFoldLieWhereTheyAreRefused() {
    Range refused = CaseOrbits.SUPPLEMENTARY;
    assertThat(IntStream.of(CASED).boxed())
        .filteredOn(c -> c >= BMP_SIZE)
        .isNotEmpty()
        .allMatch(c -> refused.first() <= c && c <= refused.last());
    assertThatThrownBy(() -> CaseOrbits.closure(new Range(0x10400, 0x10400)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void trappedLettersAreRefused() {
    assertThatThrownBy(() -> CaseOrbits.closure(new Range(0x1C88, 0x2000)))
        .isInstanceOf(RefusedException.class);
  }

  private static String text(IntStream codePoints) {
    return codePoints.mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static boolean isTrapped(int codePoint) {
    return codePoint >= 0x1C80 && codePoint <= 0x1C88;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
  }
}
