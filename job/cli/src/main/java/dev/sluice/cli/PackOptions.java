package dev.sluice.cli;

import dev.sluice.engine.sigma.RuleFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says where a rule that is meant is looked for. */
final class PackOptions {

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Packs to look for the rule and its filters in. Default: the rules of the installation when RULE is no file.")
  private List<Path> packs = List.of();

  /**
   * The files among which {@code target} stands.
   *
   * @throws CommandFailure when a pack is missing or cannot be read at all
   */
  RuleFiles files(RuleTarget target) {
    boolean isInstalled = packs.isEmpty() && !target.isFile();
    return target.files(isInstalled ? List.of(Installation.find().rules()) : packs);
  }
}
