package dev.sluice.cli;

import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of every command that changes a rule set: who, why, signed by what, and how sure. */
final class ChangeOptions {

  private static final String PATIENCE = "60s";

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for the history.")
  private String message = "";

  @Option(names = "--ticket", paramLabel = "ID", description = "The ticket that asks for it.")
  private String ticket = "";

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who. Default: the user of this process.")
  private String author = System.getProperty("user.name", "");

  @Option(
      names = "--git-commit",
      paramLabel = "HASH",
      description = "The commit it comes from. Default: what the files' repository is at.")
  private @Nullable String gitCommit;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign with this private key; may be given several times.")
  private List<Path> keys = List.of();

  @Option(names = "--dry-run", description = "Say what would change and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      arity = "0..1",
      paramLabel = "TIME",
      fallbackValue = PATIENCE,
      preprocessor = Attached.class,
      converter = DurationConverter.class,
      description =
          "Wait until every subtask judges by it, " + PATIENCE + " when no TIME is given.")
  private @Nullable Duration patience;

  @Option(
      names = "--rollback-on-timeout",
      description = "When that takes longer, propose what was in force before as a new version.")
  private boolean rollbackOnTimeout;

  /** Takes only a value that is attached, for what follows may be a path. */
  static final class Attached implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        args.push(PATIENCE);
      }
      return false;
    }
  }

  /** These options, with {@code reason} for a message when none is given. */
  ChangeOptions because(String reason) {
    message = message.isEmpty() ? reason : message;
    return this;
  }

  /** The ticket; empty for none. */
  String ticket() {
    return ticket;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean rollbackOnTimeout() {
    return rollbackOnTimeout;
  }

  /** How long to wait for the change to be in force; null for not at all. */
  @Nullable Duration patience() {
    return patience;
  }

  /**
   * Who makes the change, now.
   *
   * @param repository a path in the repository the change comes from, null when there is none
   */
  ManifestAuthor author(@Nullable Path repository) {
    String commit = gitCommit;
    if (commit == null) {
      commit = repository == null ? "" : GitHead.of(repository);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new ManifestAuthor(author, now, message, ticket, commit);
  }

  /**
   * Ends the command when the options make no sense together.
   *
   * @throws CommandFailure when they do not
   */
  void check() {
    if (rollbackOnTimeout && patience == null) {
      throw CommandFailure.usage("--rollback-on-timeout needs --wait");
    }
    if (author.isBlank()) {
      throw CommandFailure.usage("the user of this process has no name: give --author");
    }
  }

  /**
   * The keys to sign with.
   *
   * @throws CommandFailure when a file is no private key
   */
  List<SigningKey> keys() {
    List<SigningKey> read = new ArrayList<>();
    for (Path file : keys) {
      read.add(key(file));
    }
    return read;
  }

  /**
   * The private key in {@code file}.
   *
   * @throws CommandFailure when there is none
   */
  static SigningKey key(Path file) {
    try {
      Reading<SigningKey> reading = SigningKey.parse(Files.readString(file));
      if (reading instanceof Reading.Valid<SigningKey> valid) {
        return valid.value();
      }
      throw CommandFailure.unreadable(
          file + ": " + ((Reading.Invalid<SigningKey>) reading).problem());
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
  }
}
