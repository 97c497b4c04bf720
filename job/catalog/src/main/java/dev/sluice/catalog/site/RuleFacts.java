package dev.sluice.catalog.site;

import dev.sluice.catalog.data.LogSourceStated;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RulePage;
import java.util.ArrayList;
import java.util.List;

/** The facts at the head of a rule's page. */
final class RuleFacts {

  private static final int MAX_TEXT = 400;

  private final SiteData data;

  RuleFacts(SiteData data) {
    this.data = data;
  }

  List<Fact> of(RulePage page, Frame frame) {
    RuleLine line = page.line();
    List<Fact> facts = new ArrayList<>();
    if (page.refused() || line.kind() != RuleLine.Kind.RULE) {
      facts.add(new Fact("Kind", kind(page), "", "", Mark.NONE));
    }
    facts.add(new Fact("Status", line.status(), "", "", Mark.STATUS));
    facts.add(new Fact("Severity", line.level(), "", "", Mark.LEVEL));
    facts.add(logSource(line, frame));
    facts.add(plain("Definition", line.logSource().definition(), ""));
    facts.add(plain("Author", line.author(), ""));
    facts.add(source(line, frame));
    facts.add(
        plain(
            "Id", line.id(), line.idDerived() ? "derived: the document has no id of its own" : ""));
    facts.add(plain("Name", page.name(), ""));
    facts.add(plain("Date", line.date(), ""));
    facts.add(plain("Modified", line.modified(), ""));
    facts.add(licence(page));
    String json = frame.to(SitePaths.ruleData(line.slug()));
    facts.add(new Fact("Data", "JSON", json, "has in full what ends in … here", Mark.NONE));
    return facts.stream().filter(fact -> !fact.text().isEmpty()).toList();
  }

  private static String kind(RulePage page) {
    if (page.refused()) {
      return "refused document";
    }
    return page.line().kind() == RuleLine.Kind.CORRELATION ? "correlation" : "filter";
  }

  private static Fact plain(String term, String text, String note) {
    return new Fact(term, ShownText.of(text, MAX_TEXT), "", note, Mark.NONE);
  }

  /** The pack, and the file in it. */
  private Fact source(RuleLine line, Frame frame) {
    Pack pack = data.pack(line.pack());
    return new Fact(
        "Source",
        ShownText.of(pack.name(), MAX_TEXT),
        frame.to(SitePaths.pack(pack.key())),
        ShownText.of(line.path(), MAX_TEXT),
        Mark.NONE);
  }

  private Fact licence(RulePage page) {
    return page.licence().isEmpty()
        ? plain("Licence", data.pack(page.line().pack()).licence(), "of the pack")
        : plain("Licence", page.licence(), "");
  }

  private Fact logSource(RuleLine line, Frame frame) {
    LogSourceUse use = data.logSourceOf(line.slug());
    return new Fact(
        "Log source",
        ShownText.of(words(line.logSource()), MAX_TEXT),
        use == null ? "" : frame.to(SitePaths.logSource(use.key())),
        use == null ? "" : ShownText.of(use.reason(), MAX_TEXT),
        Mark.NONE);
  }

  /** A log source in words: {@code product windows, category process_creation}. */
  private static String words(LogSourceStated stated) {
    List<String> words = new ArrayList<>();
    add(words, "product", stated.products());
    add(words, "category", stated.categories());
    add(words, "service", stated.services());
    return String.join(", ", words);
  }

  private static void add(List<String> words, String key, List<String> values) {
    if (!values.isEmpty()) {
      words.add(key + " " + String.join(" or ", values));
    }
  }

  /** How a fact is marked. */
  enum Mark {
    NONE,
    STATUS,
    LEVEL
  }

  /**
   * A fact.
   *
   * @param text one without is not shown
   * @param href where the text leads; empty for nowhere
   * @param note beside it; may be empty
   */
  record Fact(String term, String text, String href, String note, Mark mark) {
    Fact {
      text = Paging.shorten(text, MAX_TEXT);
    }
  }
}
