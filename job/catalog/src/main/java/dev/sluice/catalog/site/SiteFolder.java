package dev.sluice.catalog.site;

import dev.sluice.catalog.CatalogFolder;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes pages into a folder. By one thread. */
final class SiteFolder {

  private static final String PACKAGE = SiteFolder.class.getPackageName();

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, SiteFolder.class.getClassLoader(), PACKAGE);
  private final CatalogFolder folder;

  SiteFolder(CatalogFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes the page at {@code path}. What HTML may not have is shown as {@link ShownText} shows it.
   *
   * @param template its name, without the extension
   * @param view what it shows: the one parameter of the template
   */
  void page(String path, String template, Object view) throws IOException {
    StringOutput output = new StringOutput();
    templates.render(template + ".jte", view, output);
    folder.write(path, ShownText.of(output.toString()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a piece of a page.
   *
   * @param template its name, without the extension
   * @param view what it shows: the one parameter of the template
   */
  Fragment fragment(String template, Object view) {
    StringOutput output = new StringOutput();
    templates.render(template + ".jte", view, output);
    return new Fragment(output.toString());
  }

  void file(String path, byte[] content) throws IOException {
    folder.write(path, content);
  }
}
