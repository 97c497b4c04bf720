package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings findings into their order, and makes one of those that say the same of many pages: a wrong
 * line of a template is on all of them.
 */
final class Grouping {

  private static final Set<Code> GROUPED =
      Set.of(Code.LINK_BROKEN, Code.LINK_EXTERNAL_RESOURCE, Code.HTML_INVALID);

  private record Key(Code code, String path, String found, String expected) {}

  private Grouping() {}

  static List<SiteFinding> of(List<SiteFinding> findings) {
    Map<Key, SiteFinding> first = new LinkedHashMap<>();
    Map<Key, Integer> times = new LinkedHashMap<>();
    findings.stream()
        .sorted(SiteFinding.ORDER)
        .forEach(
            finding -> {
              Key key = key(finding);
              first.putIfAbsent(key, finding);
              times.merge(key, 1, Integer::sum);
            });
    List<SiteFinding> grouped = new ArrayList<>();
    first.forEach((key, finding) -> grouped.add(finding.times(times.getOrDefault(key, 1))));
    return grouped;
  }

  private static Key key(SiteFinding finding) {
    String path = GROUPED.contains(finding.code()) ? "" : finding.path();
    return new Key(finding.code(), path, finding.found(), finding.expected());
  }
}
