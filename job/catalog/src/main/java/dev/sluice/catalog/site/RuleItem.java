package dev.sluice.catalog.site;

import dev.sluice.catalog.site.RuleSection.Link;
import java.util.List;

/**
 * An item of a list.
 *
 * @param lead words before the links
 * @param links none, or several with commas between
 * @param foreign whether the links lead out of the site
 * @param tail words after the links
 * @param events to be looked at when asked for
 */
record RuleItem(String lead, List<Link> links, boolean foreign, String tail, List<Shown> events) {

  static RuleItem of(String text) {
    return new RuleItem(text, List.of(), false, "", List.of());
  }

  /** An event under a summary. */
  record Shown(String summary, String text) {}
}
