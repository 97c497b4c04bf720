package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place of a PromQL query that reads series: a name, and what the labels must be.
 *
 * <p>Finds the names by leaving out all else; whether the query is one at all is for promtool.
 */
record MetricSelector(String name, List<LabelTest> tests) {
  /** What a scrape adds, which no page of the job can show. */
  private static final Set<String> SCRAPED = Set.of("namespace", "pod", "instance", "job");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
  private static final Pattern CLAUSE =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern NAME =
      Pattern.compile("(?<![0-9.])([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)}|(\\()|)");
  private static final Pattern TEST = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

  /** {@code label="value"} and the like. */
  record LabelTest(String label, String operator, String value) {

    boolean test(Map<String, String> labels) {
      String actual = labels.getOrDefault(label, "");
      boolean same = operator.endsWith("~") ? actual.matches(value) : actual.equals(value);
      return same != operator.startsWith("!");
    }
  }

  /** One line of what Prometheus reads. */
  record Series(String name, Map<String, String> labels, String value) {}

  static List<MetricSelector> of(String query) {
    String bare = RANGE.matcher(CLAUSE.matcher(query).replaceAll(" ")).replaceAll(" ");
    List<MetricSelector> selectors = new ArrayList<>();
    Matcher found = NAME.matcher(bare);
    while (found.find()) {
      if (found.group(3) == null && !WORDS.contains(found.group(1))) {
        String labels = found.group(2) == null ? "" : found.group(2);
        selectors.add(new MetricSelector(found.group(1), tests(labels)));
      }
    }
    return selectors;
  }

  private static List<LabelTest> tests(String labels) {
    return TEST.matcher(labels)
        .results()
        .map(test -> new LabelTest(test.group(1), test.group(2), test.group(3)))
        .filter(test -> !SCRAPED.contains(test.label()))
        .toList();
  }

  boolean selects(Series series) {
    return series.name().equals(name)
        && tests.stream().allMatch(test -> test.test(series.labels()));
  }
}
