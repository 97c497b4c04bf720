package dev.sluice.bench;

import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A rule set of one size. */
@State(Scope.Thread)
public class RuleState {

  private static final int TEXTS_OF = 20_000;
  private static final String STARTER = "starter";

  /** A number of rules, or {@value #STARTER} for those that are shipped. */
  @Param({"100", "500", "1000", "all", "tenfold"})
  public String rules = STARTER;

  private RuleSet ruleSet = new RuleSet("none", 0, "", List.of(), CorrelationSet.NONE);

  /** Reads and compiles the rules. */
  @Setup(Level.Trial)
  public void compile() throws IOException {
    ruleSet =
        rules.equals(STARTER)
            ? RuleSets.compile(RuleSets.compiler(), RuleFiles.load(Fixtures.STARTER).files())
            : new RuleSets(
                    RuleSets.sigmaHq(Fixtures.corpus("sigmahq/sigmahq-rules.zip")),
                    RuleState::texts)
                .of(RuleCount.of(rules));
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  private static Texts texts() {
    try {
      return Texts.of(Telemetry.read(Fixtures.corpus("telemetry"), TEXTS_OF).sample());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
