package dev.sluice.catalog.site;

import dev.sluice.catalog.site.Frame.Crumb;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes listings. What is too long for one page goes on at further ones: a lone section as page 2,
 * 3 and so on; of several each long one begins on the first page and stands whole on pages of its
 * own.
 */
final class ListingPages {

  /** How much the rows of a page may weigh. */
  private static final int LIMIT = 200_000;

  /** How much of a section that has pages of its own is shown on the first page. */
  private static final int BEGINNING = 20_000;

  /** A table of contents is of use from here on. */
  private static final int MANY_SECTIONS = 2;

  private final SiteFolder site;

  ListingPages(SiteFolder site) {
    this.site = site;
  }

  void write(Listing listing) throws IOException {
    if (listing.weight() <= LIMIT) {
      page(listing, new Pager(listing.path(), 1, 1), shown(listing.sections()));
    } else if (listing.sections().size() == 1) {
      pages(listing, listing.sections().get(0));
    } else {
      overview(listing);
    }
  }

  private void page(Listing listing, Pager pager, List<Shown> sections) throws IOException {
    boolean first = pager.number() == 1;
    String page = first ? "" : ", page " + pager.number() + " of " + pager.count();
    Frame frame =
        new Frame(pager.path(), listing.title() + page, listing.nav(), crumbs(listing, pager));
    site.page(
        pager.path(),
        "listing",
        new View(
            frame,
            pager,
            listing.heading() + page,
            first ? listing.paragraphs() : List.of(),
            first ? listing.facts() : List.of(),
            sections,
            first && sections.size() > MANY_SECTIONS));
  }

  private static List<Crumb> crumbs(Listing listing, Pager pager) {
    List<Crumb> crumbs = new ArrayList<>();
    if (!pager.path().equals(listing.nav().path())) {
      crumbs.add(new Crumb(listing.nav().path(), listing.nav().label()));
    }
    if (pager.number() > 1 && !pager.first().equals(listing.nav().path())) {
      crumbs.add(new Crumb(pager.first(), listing.heading()));
    }
    return crumbs;
  }

  private static List<Shown> shown(List<Section> sections) {
    return sections.stream()
        .map(section -> new Shown(section, section.rows(), section.rows().size(), ""))
        .toList();
  }

  private void pages(Listing listing, Section section) throws IOException {
    List<List<List<Cell>>> runs = Paging.split(section.rows(), LIMIT, Section::weight);
    for (int i = 0; i < runs.size(); i++) {
      Shown shown = new Shown(section, runs.get(i), section.rows().size(), "");
      page(listing, new Pager(listing.path(), i + 1, runs.size()), List.of(shown));
    }
  }

  private void overview(Listing listing) throws IOException {
    int share = LIMIT / listing.sections().size();
    List<Shown> shown = new ArrayList<>();
    for (Section section : listing.sections()) {
      if (section.weight() <= share) {
        shown.addAll(shown(List.of(section)));
        continue;
      }
      String path = SitePaths.part(listing.path(), section.id());
      int beginning = Math.min(share, BEGINNING);
      List<List<Cell>> rows = Paging.split(section.rows(), beginning, Section::weight).get(0);
      shown.add(new Shown(section, rows, section.rows().size(), path));
      pages(
          new Listing(
              path,
              listing.nav(),
              listing.title() + ": " + section.heading(),
              listing.heading() + ": " + section.heading(),
              List.of(
                  new Paragraph(
                      Listing.Style.PLAIN,
                      List.of(new Cell.Link(listing.path(), "Back to " + listing.heading())))),
              List.of(),
              List.of(section)),
          section);
    }
    page(listing, new Pager(listing.path(), 1, 1), shown);
  }

  /**
   * A section, or a part of it.
   *
   * @param count of rows of the whole section
   * @param whole path of the page that has all rows; empty when this page or its further ones do
   */
  record Shown(Section section, List<List<Cell>> rows, int count, String whole) {

    /** The number of rows in digits. */
    String total() {
      return Cell.Count.plain(count).text();
    }

    /** The columns; numbers have theirs at the right end. */
    List<Head> heads() {
      List<Head> heads = new ArrayList<>();
      for (int i = 0; i < section.columns().size(); i++) {
        boolean number = !rows.isEmpty() && rows.get(0).get(i).isNumber();
        heads.add(new Head(section.columns().get(i), number));
      }
      return heads;
    }
  }

  /** The head of a column. */
  record Head(String text, boolean number) {}

  /**
   * What the template shows.
   *
   * @param toc whether the sections are listed first
   */
  record View(
      Frame frame,
      Pager pager,
      String heading,
      List<Paragraph> paragraphs,
      List<Fact> facts,
      List<Shown> sections,
      boolean toc) {}
}
