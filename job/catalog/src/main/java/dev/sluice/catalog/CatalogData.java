package dev.sluice.catalog;

import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.RulePage;
import java.util.List;

/**
 * A whole catalogue.
 *
 * @param pages one for each line and each refused document of the catalogue
 */
public record CatalogData(Catalog catalog, List<RulePage> pages) {

  public CatalogData {
    pages = List.copyOf(pages);
  }
}
