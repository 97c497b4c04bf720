package dev.sluice.catalog.site;

import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.site.RuleFacts.Fact;
import dev.sluice.catalog.site.RuleSection.Link;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A page for each document, loaded or refused. When all of its sections are too much for one page,
 * each long one begins there and goes on at pages of its own, {@code indicators-2.html} and so on.
 */
final class RulePages {

  private static final int ONE_PAGE = 180_000;
  private static final int BEGINNING = 8_000;
  private static final int PART = 200_000;
  private static final int MAX_TITLE = 300;
  private static final String REFUSED =
      "This document is refused: it cannot be loaded. It counts nowhere: no number of rules,"
          + " techniques, events or fields has it, and no rule overlaps it.";

  private final SiteFolder site;
  private final List<RulePage> pages;
  private final RuleSections sections;
  private final RuleFacts facts;

  RulePages(SiteData data, List<RulePage> pages, SiteFolder site) {
    this.site = site;
    this.pages = pages;
    this.sections = new RuleSections(data, pages, site);
    this.facts = new RuleFacts(data);
  }

  void write() throws IOException {
    for (RulePage page : pages) {
      write(page);
    }
  }

  private void write(RulePage page) throws IOException {
    String title = title(page);
    Frame frame = Frame.of(SitePaths.rule(page.line().slug()), title, Frame.Nav.RULES);
    List<RuleSection> all = sections.of(page, frame);
    boolean whole = all.stream().mapToInt(RuleSection::bytes).sum() <= ONE_PAGE;
    List<SectionView> shown = new ArrayList<>();
    for (RuleSection section : all) {
      List<List<Fragment>> runs = whole ? List.of(section.rows()) : runs(section.rows());
      shown.add(view(section, runs, 0));
      for (int i = 1; i < runs.size(); i++) {
        writePart(page, title, view(section, runs, i));
      }
    }
    site.page(
        frame.path(),
        "rule",
        new View(frame, title, page.refused() ? REFUSED : "", facts.of(page, frame), shown));
  }

  private static String title(RulePage page) {
    String title = page.line().title().strip();
    return title.isEmpty() ? "Untitled document" : ShownText.of(title, MAX_TITLE);
  }

  private void writePart(RulePage page, String title, SectionView section) throws IOException {
    String first = SitePaths.rule(page.line().slug());
    Frame frame =
        new Frame(
            SitePaths.rulePart(page.line().slug(), section.section().id(), section.number()),
            section.section().title() + " " + section.number() + " of " + title,
            Frame.Nav.RULES,
            List.of(new Frame.Crumb(first, title)));
    site.page(frame.path(), "rulePart", new PartView(frame, title, section));
  }

  private static List<List<Fragment>> runs(List<Fragment> rows) {
    List<Fragment> first = Paging.split(rows, BEGINNING, Fragment::bytes).get(0);
    List<List<Fragment>> runs = new ArrayList<>(List.of(first));
    if (first.size() < rows.size()) {
      List<Fragment> rest = rows.subList(first.size(), rows.size());
      runs.addAll(Paging.split(rest, PART, Fragment::bytes));
    }
    return runs;
  }

  private static SectionView view(RuleSection section, List<List<Fragment>> runs, int at) {
    List<Link> ways = new ArrayList<>();
    String id = section.id();
    if (at > 0) {
      String before = at == 1 ? "index.html#" + id : SitePaths.rulePartFile(id, at);
      ways.add(new Link("Back to part " + at, before));
    }
    if (at + 1 < runs.size()) {
      ways.add(new Link("On to part " + (at + 2), SitePaths.rulePartFile(id, at + 2)));
    }
    if (at + 2 < runs.size()) {
      ways.add(new Link("To the last part", SitePaths.rulePartFile(id, runs.size())));
    }
    StringBuilder html = new StringBuilder();
    runs.get(at).forEach(row -> html.append(row.html()));
    String count = runs.size() == 1 ? "" : "Part " + (at + 1) + " of " + runs.size() + ".";
    return new SectionView(section, at + 1, count, ways, new Fragment(html.toString()));
  }

  /** What the template of a page shows. */
  record View(
      Frame frame, String title, String warning, List<Fact> facts, List<SectionView> sections) {}

  /** What the template of a further page shows. */
  record PartView(Frame frame, String title, SectionView section) {}

  /**
   * A section, or a part of it.
   *
   * @param number of the part, from 1
   * @param count which part of how many it is; empty for the whole
   * @param ways to the parts before and after it
   */
  record SectionView(
      RuleSection section, int number, String count, List<Link> ways, Fragment rows) {}
}
