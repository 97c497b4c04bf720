package dev.sluice.engine.event;

/**
 * The one case folding of Sluice: Unicode simple folding (CaseFolding.txt, statuses C and S), per
 * code point.
 *
 * <p>Parser, index, matcher and regex share it, for two foldings that differ in one letter lose
 * detections. The Kelvin sign folds to {@code k}, long s to {@code s}, final sigma to {@code σ};
 * {@code İ}, {@code ı} and {@code ß} stay, and no locale has a say. Folding never changes the
 * number of chars, and folding twice changes nothing.
 */
public final class CaseFold {
  private static final int BMP_SIZE = 0x10000;
  private static final char[] BMP = bmp();

  private CaseFold() {}

  /**
   * Returns {@code text} folded: the same instance when nothing changes. Cost is one table look-up
   * per char.
   */
  public static String fold(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (BMP[c] != c || Character.isHighSurrogate(c)) {
        return foldFrom(text, i);
      }
    }
    return text;
  }

  /** Returns {@code codePoint} folded. */
  public static int fold(int codePoint) {
    return codePoint < BMP_SIZE ? BMP[codePoint] : foldSupplementary(codePoint);
  }

  private static String foldFrom(String text, int start) {
    char[] folded = text.toCharArray();
    boolean changed = false;
    for (int i = start; i < folded.length; i++) {
      char c = folded[i];
      if (!Character.isHighSurrogate(c)) {
        folded[i] = BMP[c];
        changed |= folded[i] != c;
      } else if (i + 1 < folded.length && Character.isLowSurrogate(folded[i + 1])) {
        changed |= foldPair(folded, i);
        i++;
      }
    }
    return changed ? new String(folded) : text;
  }

  private static boolean foldPair(char[] text, int at) {
    int codePoint = Character.toCodePoint(text[at], text[at + 1]);
    int folded = foldSupplementary(codePoint);
    Character.toChars(folded, text, at);
    return folded != codePoint;
  }

  private static int foldSupplementary(int codePoint) {
    int[] runs = CaseFoldingRuns.RUNS;
    for (int i = runs.length - CaseFoldingRuns.WIDTH;
        i >= 0 && runs[i + 1] >= BMP_SIZE;
        i -= CaseFoldingRuns.WIDTH) {
      if (codePoint >= runs[i] && codePoint <= runs[i + 1]) {
        return (codePoint - runs[i]) % runs[i + 2] == 0 ? codePoint + runs[i + 3] : codePoint;
      }
    }
    return codePoint;
  }

  private static char[] bmp() {
    char[] table = new char[BMP_SIZE];
    for (int c = 0; c < BMP_SIZE; c++) {
      table[c] = (char) c;
    }
    int[] runs = CaseFoldingRuns.RUNS;
    for (int i = 0; i < runs.length && runs[i] < BMP_SIZE; i += CaseFoldingRuns.WIDTH) {
      for (int c = runs[i]; c <= runs[i + 1]; c += runs[i + 2]) {
        table[c] = (char) (c + runs[i + 3]);
      }
    }
    return table;
  }
}
