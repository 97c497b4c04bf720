package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.site.NamedPages;
import dev.sluice.catalog.site.NamedPages.NamedPage;
import dev.sluice.catalog.site.Paging;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks a catalogue that was written into a folder. For one use; pages are read in parallel. */
public final class SiteCheck {

  private static final String HOME = "index.html";

  private final SiteFiles files;
  private final List<SiteFinding> findings = new ArrayList<>();

  private SiteCheck(SiteFiles files) {
    this.files = files;
  }

  /**
   * What was checked.
   *
   * @param files of all kinds
   * @param pages those in HTML
   * @param findings in a fixed order; those that stand on many pages are one
   */
  public record Checked(int files, int pages, List<SiteFinding> findings) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Checks the catalogue in {@code root}.
   *
   * @throws FileNotFoundException when there is none
   * @throws IOException when a file of it cannot be read
   */
  public static Checked check(Path root) throws IOException {
    SiteFiles files = SiteFiles.in(root);
    if (!files.has(DataReading.LIST)) {
      throw new FileNotFoundException(root.resolve(DataReading.LIST).toString());
    }
    SiteCheck check = new SiteCheck(files);
    check.run();
    return new Checked(
        files.size(), files.ending(SiteFiles.PAGE).size(), Grouping.of(check.findings));
  }

  private void run() throws IOException {
    DataReading data = new DataReading(files, findings);
    Catalog catalog = data.catalog();
    data.others();
    List<PageReport> pages = pages();
    jumps(pages);
    sizes();
    Styles.check(files, findings);
    if (catalog != null) {
      findings.addAll(CoverageCheck.findings(catalog, data.blocked()));
      List<NamedPage> named = NamedPages.of(catalog);
      missing(catalog, named);
      unknown(catalog, named, pages);
    }
  }

  private List<PageReport> pages() throws IOException {
    try {
      return files.ending(SiteFiles.PAGE).parallelStream().map(this::page).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PageReport page(String path) {
    try {
      PageReport report = PageReading.of(path, files);
      findings(report);
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void findings(PageReport report) {
    synchronized (findings) {
      findings.addAll(report.findings());
    }
  }

  private void jumps(List<PageReport> pages) {
    Map<String, PageReport> byPath = new HashMap<>();
    pages.forEach(page -> byPath.put(page.path(), page));
    for (PageReport page : pages) {
      for (PageReport.Jump jump : page.jumps()) {
        PageReport target = byPath.get(jump.page());
        if (target == null || !target.ids().contains(jump.id())) {
          findings.add(
              SiteFinding.at(
                  Code.LINK_BROKEN,
                  page.path(),
                  jump.line(),
                  jump.column(),
                  "a link to '" + jump.id() + "' on " + jump.page() + ", which has no such id",
                  "a link to an element of that page"));
        }
      }
    }
  }

  private void sizes() {
    for (String path : files.ending(SiteFiles.PAGE)) {
      if (files.bytes(path) > Paging.PAGE_LIMIT && !path.equals(HOME)) {
        findings.add(
            SiteFinding.of(
                Code.PAGE_TOO_LARGE,
                path,
                files.bytes(path) + " bytes",
                Paging.PAGE_LIMIT + " bytes at most"));
      }
    }
  }

  private void missing(Catalog catalog, List<NamedPage> named) throws IOException {
    for (NamedPage page : named) {
      absent(page.path(), page.of() + " has no page");
    }
    Set<String> searched = SearchEntries.slugs(files, slugs(catalog).toList());
    for (RuleLine rule : catalog.rules()) {
      if (!searched.contains(rule.slug())) {
        findings.add(
            SiteFinding.of(
                Code.PAGE_MISSING,
                SearchEntries.FILE,
                "rule '" + rule.title() + "' has no entry in the search index",
                "an entry with " + rule.slug()));
      }
    }
    slugs(catalog).forEach(slug -> absent(NamedPages.ruleData(slug), slug + " has no data"));
  }

  private void absent(String path, String found) {
    if (!files.has(path)) {
      findings.add(SiteFinding.of(Code.PAGE_MISSING, path, found, "this file"));
    }
  }

  private void unknown(Catalog catalog, List<NamedPage> named, List<PageReport> pages)
      throws IOException {
    Set<String> known = new HashSet<>(Set.of(DataReading.LIST, HOME));
    named.forEach(page -> known.add(page.path()));
    known.addAll(NamedPages.ofTechniques(catalog));
    slugs(catalog).forEach(slug -> known.add(NamedPages.ruleData(slug)));
    pages.forEach(page -> known.addAll(page.targets()));
    known.addAll(SearchEntries.files(files));
    UnknownFiles.find(files, known, findings);
  }

  private static Stream<String> slugs(Catalog catalog) {
    return Stream.concat(
        catalog.rules().stream().map(RuleLine::slug),
        catalog.refused().stream().map(RefusedLine::slug));
  }
}
