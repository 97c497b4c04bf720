package dev.sluice.cli;

import dev.sluice.stream.control.SigningKey;
import dev.sluice.stream.control.TrustedKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice keys generate}: makes a private key. */
@Command(
    name = "generate",
    customSynopsis = "sluice keys generate --out FILE [--trusted FILE] [OPTION]...",
    sortOptions = false,
    description = {
      "Make a private key to sign with, in a new file that only its owner can read.",
      "",
      "The public key goes to standard output in the form of the file of trusted keys, or into that file.",
      ""
    })
final class KeysGenerateCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the private key goes; must not be there yet.")
  private Path out = Path.of("");

  @Option(
      names = "--trusted",
      paramLabel = "FILE",
      description = "Add the public key to this file of trusted keys.")
  private @Nullable Path trusted;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Whose key it is, for people.")
  private String comment = "";

  KeysGenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SigningKey key = SigningKey.generate();
    TrustedKeysFile file = trusted == null ? null : new TrustedKeysFile(trusted);
    if (file != null && Files.exists(file.path())) {
      file.read();
    }
    try {
      key.writeNew(out);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.unreadable(out + ": is there already; it stays as it is");
    } catch (IOException e) {
      throw CommandFailure.unreadable(out.toString(), e);
    }
    TrustedKey publicKey = key.trusted(comment);
    console.err().println("sluice: key " + key.keyId() + " is in " + out);
    if (file != null) {
      file.add(publicKey);
      console.err().println("sluice: its public key is in " + file.path());
    } else {
      new LineOutput(console.out())
          .line(TrustedKeysFile.text(new TrustedKeys(List.of(publicKey))).stripTrailing());
    }
    return ExitCode.OK;
  }
}
