package dev.sluice.catalog.site;

import java.util.ArrayList;
import java.util.List;

/** How many rules make which colour. */
final class Heat {

  /** The least numbers of the degrees 1 to 5. */
  private static final int[] FROM = {1, 3, 10, 30, 100};

  static final List<Degree> LEGEND = legend();

  private Heat() {}

  /** The degree of {@code count}: 0 for none, up to 5. */
  static int of(int count) {
    int degree = 0;
    while (degree < FROM.length && count >= FROM[degree]) {
      degree++;
    }
    return degree;
  }

  private static List<Degree> legend() {
    List<Degree> legend = new ArrayList<>();
    legend.add(new Degree(0, "no rule"));
    for (int i = 0; i + 1 < FROM.length; i++) {
      legend.add(new Degree(i + 1, FROM[i] + " to " + (FROM[i + 1] - 1)));
    }
    legend.add(new Degree(FROM.length, FROM[FROM.length - 1] + " or more"));
    return legend;
  }

  /** A colour and the numbers of rules that have it. */
  record Degree(int heat, String text) {}
}
