package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleGate.Decision;
import dev.sluice.stream.RuleStatus.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleGateTest {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final SourceFile BROKEN_CERTUTIL =
      Samples.file("certutil.yml", Samples.CERTUTIL.replace("|contains", "|contain"));

  private final RuleGate gate =
      new RuleGate(new RuleSourcesCompiler(Samples.SETTINGS), RuleSeed.ORIGIN);

  @Test
  void aChangedRuleComesIntoForce() {
    SourceFile changed = Samples.file("any.yml", Samples.ANY_PROCESS.replace("Any", "Every"));
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(changed, CERTUTIL));
    assertThat(decision.status().kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(filesOf(decision)).containsExactly(changed, CERTUTIL);
    assertThat(decision.status().counted().active()).isEqualTo(2);
  }

  @Test
  void theHashIsThatOfTheSources() {
    Decision decision = decide(List.of(ANY), List.of(ANY, CERTUTIL));
    assertThat(decision.status().hash())
        .isEqualTo(Samples.sources(2, List.of(ANY, CERTUTIL)).hash());
  }

  @Test
  void theRulesOfADeletedFileGoAway() {
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(ANY));
    assertThat(filesOf(decision)).containsExactly(ANY);
    assertThat(decision.status().counted().active()).isEqualTo(1);
  }

  @Test
  void aProposalWithoutOneUsableRuleIsRejected() {
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of());
    assertThat(decision.sources()).isNull();
    assertThat(decision.status().kind()).isEqualTo(Kind.REJECTED);
    assertThat(decision.status().counted().active()).isEqualTo(2);
  }

  @Test
  void refusedUpdateKeepsTheRuleInForce() {
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(ANY, BROKEN_CERTUTIL));
    assertThat(decision.sources()).isNull();
    RuleStatus status = decision.status();
    assertThat(status.kind()).isEqualTo(Kind.UNCHANGED);
    assertThat(status.counted().active()).isEqualTo(2);
    assertThat(status.counted().refused()).isEqualTo(1);
    assertThat(status.counted().filesKept()).isEqualTo(1);
    assertThat(status.problems().get(0).toString()).startsWith("rules/certutil.yml:13:");
  }

  @Test
  void aRefusedUpdateHoldsUpNoOther() {
    SourceFile changed = Samples.file("any.yml", Samples.ANY_PROCESS.replace("Any", "Every"));
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(changed, BROKEN_CERTUTIL));
    assertThat(decision.status().kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(filesOf(decision)).containsExactly(changed, CERTUTIL);
  }

  @Test
  void aNewRuleThatIsRefusedIsLeftOut() {
    Decision decision = decide(List.of(ANY), List.of(ANY, BROKEN_CERTUTIL));
    assertThat(decision.status().kind()).isEqualTo(Kind.UNCHANGED);
    assertThat(decision.status().counted().refused()).isEqualTo(1);
    assertThat(decision.status().counted().filesKept()).isZero();
  }

  @Test
  void aRuleThatIsRepairedComesIntoForce() {
    Decision decision = decide(List.of(ANY, BROKEN_CERTUTIL), List.of(ANY, CERTUTIL));
    assertThat(decision.status().kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(decision.status().counted().active()).isEqualTo(2);
    assertThat(decision.status().problems()).isEmpty();
  }

  @Test
  void aFileThatIsEmptiedWithoutErrorTakesItsRulesAway() {
    Decision decision =
        decide(List.of(ANY, CERTUTIL), List.of(ANY, Samples.file("certutil.yml", "")));
    assertThat(decision.status().counted().active()).isEqualTo(1);
  }

  @Test
  void aFileThatIsHalfWrittenKeepsItsRulesInForce() {
    String half = Samples.CERTUTIL.substring(0, Samples.CERTUTIL.indexOf("detection:"));
    Decision decision =
        decide(List.of(ANY, CERTUTIL), List.of(ANY, Samples.file("certutil.yml", half)));
    assertThat(decision.status().counted().active()).isEqualTo(2);
    assertThat(decision.status().counted().filesKept()).isEqualTo(1);
  }

  @Test
  void aNewFileWithTheIdOfARuleInForceGivesWay() {
    SourceFile copy = Samples.file("copy.yml", Samples.ANY_PROCESS.replace("Any", "Other"));
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(ANY, CERTUTIL, copy));
    assertThat(decision.status().kind()).isEqualTo(Kind.UNCHANGED);
    assertThat(decision.status().counted().active()).isEqualTo(2);
    assertThat(decision.status().problems())
        .extracting(SigmaError::code)
        .contains(ErrorCode.DUPLICATE_ID);
  }

  @Test
  void aRenamedFileComesIntoForceUnderItsNewName() {
    SourceFile renamed = Samples.file("renamed.yml", Samples.CERTUTIL);
    Decision decision = decide(List.of(ANY, CERTUTIL), List.of(ANY, renamed));
    assertThat(decision.status().kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(filesOf(decision)).containsExactly(ANY, renamed);
    assertThat(decision.status().counted().active()).isEqualTo(2);
    assertThat(decision.status().counted().refused()).isZero();
  }

  @Test
  void whatCannotBeReadStaysInForce() {
    for (String unreadable : List.of("rules/certutil.yml", "rules")) {
      List<SourceFile> left = unreadable.equals("rules") ? List.of() : List.of(ANY);
      SigmaError error =
          SigmaError.at(unreadable, Position.START, ErrorCode.FILE_UNREADABLE, "gone", "");
      RuleProposal proposal = new RuleProposal(JobOptions.RULE_SET, 2, left, List.of(error));
      Decision decision = decide(List.of(ANY, CERTUTIL), proposal);
      assertThat(decision.status().counted().active()).isEqualTo(2);
      assertThat(decision.status().problems()).contains(error);
      assertThat(decision.status().counted().refused()).isEqualTo(1);
    }
  }

  @Test
  void aVersionThatIsNotNewerIsPassedOver() {
    RuleProposal proposal = new RuleProposal(JobOptions.RULE_SET, 1, List.of(CERTUTIL), List.of());
    Decision decision = decide(List.of(ANY), proposal);
    assertThat(decision.status().kind()).isEqualTo(Kind.STALE);
    assertThat(decision.sources()).isNull();
    assertThat(decision.status().counted().active()).isEqualTo(1);
  }

  private Decision decide(List<SourceFile> inForce, List<SourceFile> proposed) {
    return decide(inForce, new RuleProposal(JobOptions.RULE_SET, 2, proposed, List.of()));
  }

  private Decision decide(List<SourceFile> inForce, RuleProposal proposal) {
    RuleSources sources = Samples.sources(1, inForce);
    return gate.decide(sources, Samples.compiled(sources).set(), proposal);
  }

  private static List<SourceFile> filesOf(Decision decision) {
    RuleSources sources = decision.sources();
    assertThat(sources).isNotNull();
    return sources == null ? List.of() : sources.files();
  }
}
