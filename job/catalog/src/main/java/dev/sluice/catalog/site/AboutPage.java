package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Counts;
import java.io.IOException;
import java.util.List;

/** What every number of the site means, how values are shown, and who else's work is in it. */
final class AboutPage {

  private final SiteData data;
  private final SiteFolder site;

  AboutPage(SiteData data, SiteFolder site) {
    this.data = data;
    this.site = site;
  }

  void write() throws IOException {
    Frame frame = Frame.of(SitePaths.ABOUT, "About", Frame.Nav.ABOUT);
    site.page(
        SitePaths.ABOUT,
        "about",
        new View(
            frame,
            data.catalog().counts(),
            Heat.LEGEND,
            data.catalog().attack().version(),
            data.catalog().attack().attribution()));
  }

  /** What the template shows. */
  record View(
      Frame frame,
      Counts counts,
      List<Heat.Degree> legend,
      String attackVersion,
      String attribution) {

    /** {@code number} in digits, with commas between the thousands. */
    String digits(int number) {
      return Cell.Count.plain(number).text();
    }
  }
}
