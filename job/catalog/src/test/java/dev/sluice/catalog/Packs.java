package dev.sluice.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Catalogues of rules that a test writes or names. */
public final class Packs {

  static final EventTables TABLES = EventTables.builtIn();
  public static final Path RULES = Path.of(System.getProperty("sluice.root", "../.."), "rules");

  private final List<SourceFile> files = new ArrayList<>();
  private final List<SigmaError> unreadable = new ArrayList<>();
  private final List<PackContent> contents = new ArrayList<>();
  private @Nullable CompiledRuleSet compiled;
  private @Nullable ScanJudge judge;

  /** Adds a file to the pack {@code pack}. */
  public Packs file(String pack, String path, String text) {
    files.add(new SourceFile(pack, path, "/somewhere/" + pack + "/" + path, text.getBytes(UTF_8)));
    if (contents.stream().noneMatch(content -> content.key().equals(pack))) {
      contents.add(new PackContent(pack, Map.of(), Map.of(), List.of()));
    }
    return this;
  }

  /** Adds a rule with this title, log source, detection map in flow or block style. */
  public Packs rule(String title, String logSource, String detection) {
    String id = String.format("00000000-0000-4000-8000-%012d", files.size() + 1);
    String text =
        "title: %s%nid: %s%nlogsource: {%s}%ndetection:%n%s%n"
            .formatted(title, id, logSource, detection.indent(4));
    return file("own", title.replace(' ', '_') + ".yml", text);
  }

  /** Adds a file that could not be read. */
  Packs unreadable(SigmaError problem) {
    unreadable.add(problem);
    return this;
  }

  /** Adds what lies under {@code path}. */
  public Packs folder(Path path) throws IOException {
    RuleFiles read = RuleFiles.load(path);
    files.addAll(read.files());
    unreadable.addAll(read.problems());
    contents.add(PackContent.read(path));
    return this;
  }

  /** All of them, compiled; to be asked for when there will be no more. */
  CompiledRuleSet compiled() {
    CompiledRuleSet known = compiled;
    if (known == null) {
      known =
          new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
              .compile("test", 1, files);
      compiled = known;
    }
    return known;
  }

  /** The plain judge of all rules. */
  ScanJudge judge() {
    ScanJudge known = judge;
    if (known == null) {
      EventReader reader =
          new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
      known = new ScanJudge(reader, new ScanMatcher(compiled().ruleSet()));
      judge = known;
    }
    return known;
  }

  public CatalogData build() {
    CatalogInput input = new CatalogInput(compiled(), files, unreadable, TABLES, contents);
    return new CatalogBuilder(input).build(() -> {});
  }

  /** The page of the one document with {@code title}. */
  public static RulePage page(CatalogData data, String title) {
    return data.pages().stream()
        .filter(page -> page.line().title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no page " + title));
  }

  public static String slug(CatalogData data, String title) {
    return page(data, title).line().slug();
  }

  public static Indicator indicator(CatalogData data, String field, String kind, String value) {
    return data.catalog().indicators().stream()
        .filter(i -> i.field().equals(field) && i.kind().equals(kind) && i.value().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no indicator " + field + " " + kind + " " + value));
  }

  /** Writes a catalogue's data as JSON. */
  static void write(CatalogData data, Path root) throws IOException {
    CatalogFolder folder = new CatalogFolder(root);
    CatalogWriter.write(data, folder);
    folder.finish();
  }
}
