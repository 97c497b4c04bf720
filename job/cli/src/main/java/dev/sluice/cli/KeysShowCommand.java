package dev.sluice.cli;

import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice keys show}: shows public keys. */
@Command(
    name = "show",
    customSynopsis = "sluice keys show FILE [OPTION]...",
    sortOptions = false,
    description = {
      "Show the public key of a private one, or the keys of a file of trusted keys, in the form of such a file.",
      ""
    })
final class KeysShowCommand implements Callable<Integer> {

  private static final String PEM = "-----BEGIN ";

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A private key, or a file of trusted keys.")
  private Path file = Path.of("");

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "Whose private key it is, for people.")
  private String comment = "";

  KeysShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TrustedKeys keys =
        isPrivate()
            ? new TrustedKeys(List.of(ChangeOptions.key(file).trusted(comment)))
            : new TrustedKeysFile(file).read();
    new LineOutput(console.out()).line(TrustedKeysFile.text(keys).stripTrailing());
    return ExitCode.OK;
  }

  private boolean isPrivate() {
    try {
      return Files.readString(file).contains(PEM);
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
  }
}
