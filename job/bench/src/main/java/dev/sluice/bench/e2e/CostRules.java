package dev.sluice.bench.e2e;

import dev.sluice.bench.RuleSets;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of runs.
 *
 * @param starter the pack that is shipped
 * @param corpus the folder of the public corpora
 */
record CostRules(Path starter, Path corpus) {
  private static final String CORRELATIONS = "correlation-";

  /** The files of {@code run}; all of them compile. */
  List<SourceFile> of(CostRun run) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    List<SourceFile> shipped = RuleFiles.load(starter).files();
    if (run.rules().equals(CostRun.STARTER)) {
      files.addAll(shipped);
      files.removeIf(CostRules::correlates);
    } else if (run.rules().equals(CostRun.ALL)) {
      files.addAll(RuleSets.files(corpus, Integer.MAX_VALUE));
    } else {
      files.addAll(RuleSets.files(corpus, Integer.parseInt(run.rules())));
    }
    if (run.correlations()) {
      shipped.stream().filter(CostRules::correlates).forEach(files::add);
    }
    return files;
  }

  private static boolean correlates(SourceFile file) {
    return file.path().startsWith(CORRELATIONS);
  }
}
