package dev.sluice.bench.e2e;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the TaskManagers say at their ports for Prometheus. */
record PrometheusPage(List<Series> series) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(.*)} ([-+.0-9eE]+)(?: \\d+)?");

  PrometheusPage {
    series = List.copyOf(series);
  }

  /**
   * One number.
   *
   * @param labels as they stand in the page
   */
  record Series(String name, String labels, double value) {}

  /** Reads one or several pages; lines that are no number with labels are left out. */
  static PrometheusPage of(String text) {
    return new PrometheusPage(text.lines().flatMap(PrometheusPage::line).toList());
  }

  private static Stream<Series> line(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Stream.of(new Series(parts.group(1), parts.group(2), Double.parseDouble(parts.group(3))))
        : Stream.empty();
  }

  /** The sum of {@code name} over all that have {@code label}, written as in the page. */
  long sum(String name, String label) {
    return (long)
        series.stream()
            .filter(each -> each.name.equals(name) && each.labels.contains(label))
            .mapToDouble(Series::value)
            .sum();
  }
}
