package dev.sluice.catalog.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.Counts;
import java.io.IOException;
import java.util.List;

/** The home page: the search, the facets, and how much the catalogue holds. */
final class HomePage {

  private static final String INDEX = "search-index.js";

  private final SiteData data;
  private final SiteFolder site;

  HomePage(SiteData data, SiteFolder site) {
    this.data = data;
    this.site = site;
  }

  void write() throws IOException {
    Frame frame = Frame.of(SitePaths.HOME, "Rules", Frame.Nav.RULES);
    site.page(SitePaths.HOME, "home", new View(frame, figures(data.catalog())));
    site.file(INDEX, SearchIndex.script(data).getBytes(UTF_8));
  }

  private static List<Figure> figures(Catalog catalog) {
    Counts counts = catalog.counts();
    List<Technique> techniques =
        catalog.attack().techniques().stream().filter(one -> !one.rules().isEmpty()).toList();
    return List.of(
        figure("Detection rules", counts.rules(), SitePaths.PACKS),
        figure("Correlations", counts.correlations(), "index.html?kind=correlation"),
        figure("Filters", counts.filters(), "index.html?kind=filter"),
        figure("Refused documents", counts.refused(), SitePaths.REFUSED),
        figure("Indicators", counts.indicators(), SitePaths.INDICATORS),
        figure("Fields", counts.fields(), SitePaths.FIELDS),
        figure("Log sources", catalog.logSources().size(), SitePaths.LOG_SOURCES),
        figure("Kinds of event", catalog.events().size(), SitePaths.EVENTS),
        figure("Techniques with rules", techniques.size(), SitePaths.ATTACK));
  }

  private static Figure figure(String name, int count, String path) {
    return new Figure(name, Cell.Count.plain(count).text(), path);
  }

  /** How many of one thing there are, and the page that has them. */
  record Figure(String name, String count, String path) {}

  /** What the template shows. */
  record View(Frame frame, List<Figure> figures) {
    View {
      figures = List.copyOf(figures);
    }
  }
}
