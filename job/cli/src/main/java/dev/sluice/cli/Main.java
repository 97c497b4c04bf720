package dev.sluice.cli;

import dev.sluice.stream.Canary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/** The entry point of {@code sluice}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Console console = Console.ofProcess(System.getenv());
    int exitCode = run(args, console);
    console.err().flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command in this process, with streams that are no terminals; returns the exit code.
   */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, Console.of(in, out, err));
  }

  static int run(String[] args, Console console) {
    Sluice sluice = new Sluice();
    Failures failures = new Failures(sluice);
    try {
      int exitCode = commandLine(sluice, failures, console).execute(args);
      console.out().flush();
      return exitCode;
    } catch (IOException e) {
      return failures.report(new OutputException(e), console.err());
    } catch (StackOverflowError | OutOfMemoryError e) {
      return failures.report(e, console.err());
    }
  }

  private static CommandLine commandLine(Sluice sluice, Failures failures, Console console) {
    CommandLine line =
        new CommandLine(sluice)
            .addSubcommand(command(new RunCommand(console)))
            .addSubcommand(command(new EvalCommand(console)))
            .addSubcommand(command(new ValidateCommand(console)))
            .addSubcommand(command(new TestCommand(console)))
            .addSubcommand(command(new ExplainCommand(console)))
            .addSubcommand(command(new DiffCommand(console)))
            .addSubcommand(command(new TuneCommand(console)))
            .addSubcommand(command(new SchemaCommand(console)))
            .addSubcommand(CatalogCommand.spec(console))
            .addSubcommand(command(new BenchCommand(console)))
            .addSubcommand(command(new PushCommand(console)))
            .addSubcommand(command(new RollbackCommand(console)));
    ModeCommand.all(console).forEach(spec -> line.addSubcommand(spec.name(), spec));
    line.addSubcommand(command(new HistoryCommand(console)))
        .addSubcommand(command(new StatusCommand(console)))
        .addSubcommand(command(new DoctorCommand(console)))
        .addSubcommand(command(new Canary()))
        .addSubcommand(KeysCommand.spec(console))
        .addSubcommand(command(new PruneCommand(console)))
        .addSubcommand(new GenerateCompletion())
        .addSubcommand(new HelpCommand());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setAbbreviatedOptionsAllowed(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(console)))
        .setOut(
            new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), true))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(failures::usage)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> failures.report(exception, console.err()));
  }

  /** A command with the options that every command has. */
  static CommandSpec command(Object command) {
    return CommandSpec.forAnnotatedObject(command)
        .addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
  }

  private static Ansi ansi(Console console) {
    return console.colour() ? Ansi.ON : Ansi.OFF;
  }

  /** The words of the options, for texts that a program may compare. */
  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
