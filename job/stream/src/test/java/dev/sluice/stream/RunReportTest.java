package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleStatus.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final List<String> problems = new ArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void ruleProblem(SigmaError problem) {
          problems.add(problem.file());
        }
      };

  @Test
  void aProblemIsReportedOnceAsLongAsItStays() {
    RunReport report = new RunReport(listener, status(Kind.SEED, 1, "a"));
    report.status(status(Kind.ACTIVE, 1));
    report.status(status(Kind.UNCHANGED, 2, "a", "b"));
    report.status(status(Kind.ACCEPTED, 3, "b"));
    report.status(status(Kind.UNCHANGED, 4, "a", "b"));
    assertThat(problems).containsExactly("a", "b", "a");
  }

  @Test
  void theLastWordOnAProposalIsTheVerifiersAndThatOnWhatIsActiveTheSubtasks() {
    RunReport report = new RunReport(listener, status(Kind.SEED, 1));
    report.status(status(Kind.ACCEPTED, 3));
    report.status(status(Kind.STALE, 2));
    assertThat(report.active().version()).isEqualTo(1);
    report.status(status(Kind.ACTIVE, 3));
    report.status(status(Kind.ACTIVE, 2));
    report.status(status(Kind.UNCHANGED, 4));
    report.status(status(Kind.DURABLE, 3));
    assertThat(report.proposed().version()).isEqualTo(4);
    assertThat(report.active().version()).isEqualTo(3);
  }

  @Test
  void whoDoesNotCountTheRulesHasNoLastWordOnThem() {
    RunReport report = new RunReport(listener, status(Kind.SEED, 1));
    report.status(RuleStatus.of(Kind.ACTIVE, "n", 2, "h", RuleSeed.ORIGIN));
    assertThat(report.active().version()).isEqualTo(1);
  }

  private static RuleStatus status(Kind kind, long version, String... files) {
    List<SigmaError> errors = new ArrayList<>();
    for (String file : files) {
      errors.add(SigmaError.at(file, Position.START, ErrorCode.YAML_SYNTAX, "m", ""));
    }
    return RuleStatus.of(kind, "n", version, "h", RuleSeed.ORIGIN)
        .with(new RuleStatus.Counts(0, 0, errors.size(), 0, 0, 0, 0), errors);
  }
}
