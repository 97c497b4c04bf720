package dev.sluice.cli;

import dev.sluice.engine.yaml.Printable;
import dev.sluice.stream.control.Admission;
import dev.sluice.stream.control.AdmissionResult;
import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.TrustedKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice keys verify}: checks who signed a manifest. */
@Command(
    name = "verify",
    customSynopsis = {
      "sluice keys verify --trusted FILE --bootstrap-server HOST:PORT [OPTION]...",
      "       sluice keys verify --trusted FILE ENVELOPE [OPTION]..."
    },
    sortOptions = false,
    description = {
      "Check the signatures of the manifest that was accepted last, or of one in a file, as a job does.",
      ""
    })
final class KeysVerifyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "ENVELOPE",
      description = "A file with a signed manifest. Default: what the topic of rule sets holds.")
  private @Nullable Path file;

  @Option(
      names = "--trusted",
      required = true,
      paramLabel = "FILE",
      description = "The public keys whose signatures count.")
  private Path trusted = Path.of("");

  @Option(
      names = "--required-signatures",
      paramLabel = "N",
      description = "How many are required. Default: ${DEFAULT-VALUE}.")
  private int signatures = 1;

  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  KeysVerifyCommand(Console console) {
    this.console = console;
  }

  /** What was verified, and the keys that signed it. */
  private record Verified(
      String ruleSet, String environment, long version, String hash, List<String> signedBy) {

    static final ResultForm<Verified> FORM =
        new ResultForm<>(
            List.of(
                new Column<>("ruleSet", 10, Verified::ruleSet),
                new Column<>("environment", 11, Verified::environment),
                new Column<>("version", 7, verified -> Long.toString(verified.version)),
                new Column<>("hash", 64, Verified::hash),
                new Column<>("signedBy", 0, verified -> String.join(" ", verified.signedBy))),
            Json::of);
  }

  @Override
  public Integer call() {
    TrustedKeys keys = new TrustedKeysFile(trusted).read();
    Admission admission = new Admission(settings(keys));
    byte[] envelope = envelope();
    AdmissionResult result = admission.admitAccepted(envelope);
    if (result instanceof Rejection rejection) {
      throw CommandFailure.rejected(Printable.of(rejection.toString()));
    }
    Admitted admitted = (Admitted) result;
    Verified verified =
        new Verified(
            admitted.manifest().name(),
            admitted.manifest().environment(),
            admitted.manifest().version(),
            admitted.hash(),
            signers(envelope, keys));
    OutputFormat format = output.format(console);
    try (ResultWriter<Verified> writer = format.open(Verified.FORM, console)) {
      writer.write(verified);
    }
    return ExitCode.OK;
  }

  private AdmissionSettings settings(TrustedKeys keys) {
    try {
      return ruleSet.settings(keys, signatures, false);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private byte[] envelope() {
    Path named = file;
    if (named == null) {
      byte[] accepted =
          RuleSetState.envelope(ruleSet.name(), ruleSet.control().rulesets().messages());
      if (accepted == null) {
        throw CommandFailure.usage("rule set '" + ruleSet.name() + "' has never been in force");
      }
      return accepted;
    }
    try {
      return Files.readAllBytes(named);
    } catch (IOException e) {
      throw CommandFailure.unreadable(named.toString(), e);
    }
  }

  /** The trusted keys that signed it: of an envelope that was admitted all are good. */
  private static List<String> signers(byte[] envelope, TrustedKeys keys) {
    SignedManifest manifest = Objects.requireNonNull(SignedManifest.read(envelope), "no manifest");
    return manifest.keyIds().stream()
        .distinct()
        .map(keys::find)
        .filter(Objects::nonNull)
        .map(KeysVerifyCommand::name)
        .toList();
  }

  private static String name(TrustedKey key) {
    return key.comment().isEmpty() ? key.keyId() : key.keyId() + " (" + key.comment() + ")";
  }
}
