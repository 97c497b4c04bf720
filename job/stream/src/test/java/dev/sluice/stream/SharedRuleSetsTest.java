package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.stream.SharedRuleSets.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRuleSetsTest {
  private int compilations;

  @Test
  void aSetIsCompiledOnceAndDroppedWithItsLastLease() {
    SharedRuleSets.Key key = key("shared");
    int before = SharedRuleSets.size();
    Lease first = SharedRuleSets.lease(key, this::compile);
    Lease second = SharedRuleSets.lease(key("shared"), this::compile);
    assertThat(compilations).isEqualTo(1);
    assertThat(second.index()).isSameAs(first.index());
    first.close();
    first.close();
    assertThat(SharedRuleSets.size()).isEqualTo(before + 1);
    second.close();
    assertThat(SharedRuleSets.size()).isEqualTo(before);
  }

  @Test
  void setsThatDifferAreNotShared() {
    try (Lease one = SharedRuleSets.lease(key("one"), this::compile);
        Lease other = SharedRuleSets.lease(key("other"), this::compile)) {
      assertThat(one.index()).isNotSameAs(other.index());
    }
  }

  private CompiledRuleSet compile() {
    compilations++;
    return Samples.compiled(1, List.of(Samples.file("a.yml", Samples.ANY_PROCESS)));
  }

  private static SharedRuleSets.Key key(String name) {
    return new SharedRuleSets.Key(new RuleManifest(name, 1, "hash", List.of()), Samples.SETTINGS);
  }
}
