package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice catalog}: what a rule set says about itself. */
@Command(
    name = "catalog",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Make a catalogue of rules: what they look for, what they cover and how they overlap.",
    commandListHeading = "%nCommands:%n")
final class CatalogCommand {

  private CatalogCommand() {}

  static CommandSpec spec(Console console) {
    return Main.command(new CatalogCommand())
        .addSubcommand("build", Main.command(new CatalogBuildCommand(console)))
        .addSubcommand("check", Main.command(new CatalogCheckCommand(console)))
        .addSubcommand("serve", Main.command(new CatalogServeCommand(console)));
  }
}
