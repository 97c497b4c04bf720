package dev.sluice.catalog.site;

import java.util.List;

/**
 * What stands around the content of a page.
 *
 * @param path of the page from the root of the site
 * @param title of the page, not yet shortened
 * @param nav the entry of the menu it belongs to
 * @param crumbs the way to the page, without itself
 */
record Frame(String path, String title, Nav nav, List<Crumb> crumbs) {

  private static final int MAX_TITLE = 160;

  Frame {
    crumbs = List.copyOf(crumbs);
    title = ShownText.of(title, MAX_TITLE);
  }

  static Frame of(String path, String title, Nav nav) {
    return new Frame(path, title, nav, List.of());
  }

  /** The way from the page to the root: empty, or steps up that end with a slash. */
  String root() {
    return "../".repeat((int) path.chars().filter(c -> c == '/').count());
  }

  /** The address of the page at {@code target}, a path from the root, from this page. */
  String to(String target) {
    return root() + target;
  }

  /** A page above another one. */
  record Crumb(String path, String title) {}

  /** An entry of the menu. */
  enum Nav {
    RULES(SitePaths.HOME, "Rules"),
    ATTACK(SitePaths.ATTACK, "ATT&CK"),
    EVENTS(SitePaths.EVENTS, "Events"),
    LOG_SOURCES(SitePaths.LOG_SOURCES, "Log sources"),
    FIELDS(SitePaths.FIELDS, "Fields"),
    INDICATORS(SitePaths.INDICATORS, "Indicators"),
    PACKS(SitePaths.PACKS, "Packs"),
    OVERLAP(SitePaths.OVERLAP, "Overlap"),
    GAPS(SitePaths.GAPS, "Gaps"),
    ABOUT(SitePaths.ABOUT, "About");

    private final String path;
    private final String label;

    Nav(String path, String label) {
      this.path = path;
      this.label = label;
    }

    String path() {
      return path;
    }

    String label() {
      return label;
    }
  }
}
