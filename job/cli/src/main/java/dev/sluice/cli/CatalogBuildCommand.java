package dev.sluice.cli;

import dev.sluice.catalog.CatalogBuilder;
import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.CatalogInput;
import dev.sluice.catalog.PackContent;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.site.Site;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice catalog build}: writes the catalogue of a rule set. */
@Command(
    name = "build",
    customSynopsis = "sluice catalog build --rules PATH... -o FOLDER [OPTION]...",
    sortOptions = false,
    description = {
      "Write a catalogue of rules into a folder: a site whose index.html opens from the disk,"
          + " without a server or a network, and its data as JSON: catalog.json with the list of"
          + " all, and rules/SLUG.json for each document. The same rules give the same bytes.",
      "",
      "A pack may say in a file pack.yml at its root where it comes from: name, source, licence,"
          + " commit. Refused documents have a page with the reason and count nowhere.",
      ""
    })
final class CatalogBuildCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--rules",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Packs of rules: files, directories or .zip archives.")
  private List<Path> rules = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write: a new folder, an empty one, or that of an earlier catalogue.")
  private Path folder = Path.of("");

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  CatalogBuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    RuleFiles files = RuleLoader.files(rules);
    LoadedRules loaded = new RuleLoader(tables).load(files, selection.selection());
    Problems problems = new Problems(console.err());
    loaded.errors().forEach(problems::rule);
    loaded.requireRules();
    List<PackContent> packs = packs();
    packs.forEach(pack -> pack.problems().forEach(problems::rule));
    CatalogInput input =
        new CatalogInput(
            loaded.compiled(), files.files(), files.problems(), loaded.tables(), packs);
    CatalogData data;
    try (Progress progress =
        Progress.steps("rules", CatalogBuilder.steps(loaded.loaded()), console)) {
      Object lock = new Object();
      data =
          new CatalogBuilder(input)
              .build(
                  () -> {
                    synchronized (lock) {
                      progress.advance(1);
                    }
                  });
    }
    Site.Written written = write(data);
    summary(loaded, data.catalog())
        .add(
            "written",
            Tally.count(written.files()) + " files, " + Tally.count(written.bytes()) + " bytes")
        .add("time", String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9))
        .print(console.err());
    return ExitCode.OK;
  }

  private List<PackContent> packs() {
    List<PackContent> packs = new ArrayList<>();
    for (Path pack : rules) {
      try {
        packs.add(PackContent.read(pack));
      } catch (IOException e) {
        throw CommandFailure.unreadable(pack.toString(), e);
      }
    }
    return packs;
  }

  private Site.Written write(CatalogData data) {
    try {
      return Site.write(data, folder);
    } catch (IOException e) {
      throw CommandFailure.unreadable(folder.toString(), e);
    }
  }

  private static Summary summary(LoadedRules loaded, Catalog catalog) {
    Overlap overlap = catalog.overlap();
    return new Summary()
        .rules(loaded)
        .add("indicators", Tally.count(catalog.counts().indicators()))
        .add(
            "overlap",
            Tally.count(overlap.duplicates().size())
                + " duplicates, "
                + Tally.count(overlap.subsumptions().size())
                + " rules within others, "
                + Tally.count(overlap.contradictions().size())
                + " contradictions, "
                + Tally.count(overlap.deadBranches().size())
                + " dead branches, "
                + Tally.count(overlap.contested().size())
                + " contested indicators");
  }
}
