package dev.sluice.catalog.check;

import java.util.List;
import java.util.Set;

/**
 * What is kept of a page.
 *
 * @param ids of its elements
 * @param targets files of the site that it leads to
 * @param jumps links into other pages
 */
record PageReport(
    String path,
    Set<String> ids,
    Set<String> targets,
    List<Jump> jumps,
    List<SiteFinding> findings) {

  PageReport {
    ids = Set.copyOf(ids);
    targets = Set.copyOf(targets);
    jumps = List.copyOf(jumps);
    findings = List.copyOf(findings);
  }

  /** A link to an element of another page. */
  record Jump(int line, int column, String page, String id) {}
}
