package dev.sluice.catalog.site;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.CatalogFolder;
import dev.sluice.catalog.CatalogWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Writes a catalogue: its data as JSON, and the site made of them. */
public final class Site {

  private Site() {}

  /**
   * Writes {@code data} into {@code root}; what an earlier catalogue left there is removed.
   *
   * @throws FileAlreadyExistsException when {@code root} holds something else than a catalogue
   */
  public static Written write(CatalogData data, Path root) throws IOException {
    CatalogFolder folder = new CatalogFolder(root);
    CatalogWriter.write(data, folder);
    SiteFolder site = new SiteFolder(folder);
    SiteData all = new SiteData(data.catalog());
    Assets.write(site);
    new HomePage(all, site).write();
    new RulePages(all, data.pages(), site).write();
    new IndicatorPages(all, site).write();
    new FieldPages(all, site).write();
    new LogSourcePages(all, site).write();
    new EventPages(all, data.pages(), site).write();
    new PackPages(all, site).write();
    new AttackPages(all, site).write();
    new OverlapPages(all, site).write();
    new GapPages(all, site).write();
    new AboutPage(all, site).write();
    folder.finish();
    return new Written(folder.files(), folder.bytes());
  }

  /** What was written. */
  public record Written(int files, long bytes) {}
}
