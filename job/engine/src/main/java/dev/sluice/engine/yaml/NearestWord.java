package dev.sluice.engine.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what an author probably meant. */
public final class NearestWord {

  /** What is longer is no slip of a word, and would cost its square. */
  private static final int MAX_LENGTH = 64;

  private NearestWord() {}

  /**
   * {@code did you mean 'x'?} for the known word closest to {@code word}, or the empty string when
   * none is close: at most a third of its letters may differ, swapped neighbours count once. Cost
   * is O(known words).
   */
  public static String hint(String word, Collection<String> known) {
    return of(word, known).map(near -> "did you mean '" + near + "'?").orElse("");
  }

  static Optional<String> of(String word, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Optimal string alignment distance (Damerau 1964, neighbours swapped at most once). */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
