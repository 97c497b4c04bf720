package dev.sluice.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice doctor}: says what is wrong with a deployment that runs. */
@Command(
    name = "doctor",
    customSynopsis = "sluice doctor --bootstrap-server HOST:PORT [--flink URL] [OPTION]...",
    sortOptions = false,
    description = {
      "Look over a deployment that runs: topics, ACLs and transactions, what waits to be read, the job and its"
          + " checkpoints, whether all subtasks judge by the rules in force, and log sources and a canary"
          + " that are silent.",
      "",
      "Writes a line for each problem: what is, what was expected, and what mends it, as a command where there is one."
          + " What could not be checked is a line too, of severity unknown. Changes nothing.",
      "",
      "Exit code 0 when nothing is wrong as far as it could be checked, 1 when something is, 5 when Kafka does not"
          + " answer.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "The REST API of the JobManager, e.g. http://127.0.0.1:8081.")
  private @Nullable String flink;

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description = "The deployment, as the job was told. Default: ${DEFAULT-VALUE}.")
  private String deployment = "sluice";

  @Option(
      names = "--group-id",
      paramLabel = "NAME",
      description = "Consumer group of the job; the deployment's name when not given.")
  private String groupId = "";

  @Option(
      names = "--job-user",
      paramLabel = "NAME",
      description = "The login of the job, whose ACLs are looked at, e.g. sluice-job.")
  private @Nullable String jobUser;

  @Option(
      names = "--max-lag",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "For how long events may wait until they are judged. Default: 10m.")
  private Duration maxLag = Duration.ofMinutes(10);

  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFormat format = output.format(console);
    List<Symptom> symptoms =
        new Checkup(ruleSet, new Checkup.Job(deployment, groupId, jobUser, maxLag, flink()))
            .symptoms();
    try (ResultWriter<Symptom> writer = format.open(Symptom.form(format), console)) {
      symptoms.forEach(writer::write);
    }
    new Summary().add("findings", summary(symptoms)).print(console.err());
    return symptoms.stream().allMatch(Symptom::isUnknown) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private @Nullable FlinkClient flink() {
    try {
      return flink == null ? null : FlinkClient.of(flink, ruleSet.timeout());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--flink " + e.getMessage());
    }
  }

  private static String summary(List<Symptom> symptoms) {
    return "%d errors, %d warnings; %d not checked"
        .formatted(
            count(symptoms, Symptom.ERROR),
            count(symptoms, Symptom.WARNING),
            count(symptoms, Symptom.UNKNOWN));
  }

  private static long count(List<Symptom> symptoms, String severity) {
    return symptoms.stream().filter(symptom -> symptom.severity().equals(severity)).count();
  }
}
