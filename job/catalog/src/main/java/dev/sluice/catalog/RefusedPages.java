package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.Problem;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RuleLine.Kind;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the pages of documents that are refused: why, and what of them can be shown. */
final class RefusedPages {

  private final Slugs slugs;
  private final KnownIndicators known;
  private final IndicatorIndex index;
  private final AttackTags tags;
  private final List<RefusedLine> lines = new ArrayList<>();
  private final List<RulePage> pages = new ArrayList<>();

  RefusedPages(Slugs slugs, KnownIndicators known, IndicatorIndex index, AttackTable table) {
    this.slugs = slugs;
    this.known = known;
    this.index = index;
    this.tags = new AttackTags(table);
  }

  /** Adds a document that is refused. */
  void add(FoundDocument document) {
    RefusedReading reading = new RefusedReading(document.file(), known);
    YamlMap shown = shown(document);
    Header header = document.header();
    if (header == null && shown != null) {
      header = reading.header(shown);
    }
    SourceFile file = document.file();
    String slug =
        slug(file.pack(), file.path(), header, document.start().line() + " " + lines.size());
    if (shown != null) {
      index.addRefused(slug, reading.indicators(shown));
    }
    add(
        slug,
        header,
        file.pack(),
        file.path(),
        new SourceText(file).document(document.start()),
        Pages.problems(document.problems()));
  }

  /** Adds a file that could not be read. */
  void addFile(SigmaError problem) {
    String path = problem.file();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String slug = slugs.next(name, "unreadable\n" + name + "\n" + lines.size());
    // what the operating system says of it names the folder, which is of this machine alone
    String reason = problem.message().replaceFirst(": .*", "");
    Problem shown =
        new Problem(
            problem.code().name(),
            problem.line(),
            problem.column(),
            reason,
            problem.hint(),
            problem.isError());
    add(slug, null, "", name, "", List.of(shown));
  }

  private void add(
      String slug,
      @Nullable Header header,
      String pack,
      String path,
      String body,
      List<Problem> problems) {
    String title = header == null ? "" : header.title();
    String id = header == null || header.idDerived() ? "" : header.id();
    lines.add(new RefusedLine(slug, title, id, pack, path, problems));
    List<AttackTag> attack = header == null ? List.of() : tags.of(header.tags());
    RuleLine line =
        header == null
            ? bare(slug, pack, path)
            : Pages.line(
                slug, Kind.RULE, header, Pages.NO_LOG_SOURCE, attack, Set.of(), List.of(), false);
    pages.add(Pages.page(line, true, header, body, problems, attack, Pages.Details.NONE));
  }

  private static RuleLine bare(String slug, String pack, String path) {
    return new RuleLine(
        slug,
        Kind.RULE,
        "",
        "",
        true,
        "",
        "",
        "",
        "",
        "",
        pack,
        path,
        Pages.NO_LOG_SOURCE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  private String slug(String pack, String path, @Nullable Header header, String place) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    String title = header == null || header.title().isBlank() ? name : header.title();
    return slugs.next(title, "refused\n" + pack + "\n" + path + "\n" + place);
  }

  /** The document as it can be shown, null when it is no YAML. */
  private static @Nullable YamlMap shown(FoundDocument document) {
    YamlMap last = null;
    for (YamlNode node : YamlReader.readToShow(document.file().content(), YamlLimits.DEFAULT)) {
      boolean before = node.position().line() <= document.start().line();
      if (node instanceof YamlMap map && (last == null || before)) {
        last = map;
      }
    }
    return last;
  }

  List<RefusedLine> lines() {
    return lines.stream()
        .sorted(
            Comparator.comparing(RefusedLine::pack)
                .thenComparing(RefusedLine::path)
                .thenComparing(RefusedLine::slug))
        .toList();
  }

  List<RulePage> pages() {
    return pages;
  }
}
