package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice keys}: the keys with which manifests are signed and verified. */
@Command(
    name = "keys",
    synopsisSubcommandLabel = "COMMAND",
    description = "Make, show and check the keys with which changes of rules are signed.",
    commandListHeading = "%nCommands:%n")
final class KeysCommand {

  private KeysCommand() {}

  static CommandSpec spec(Console console) {
    return Main.command(new KeysCommand())
        .addSubcommand("generate", Main.command(new KeysGenerateCommand(console)))
        .addSubcommand("show", Main.command(new KeysShowCommand(console)))
        .addSubcommand("verify", Main.command(new KeysVerifyCommand(console)));
  }
}
