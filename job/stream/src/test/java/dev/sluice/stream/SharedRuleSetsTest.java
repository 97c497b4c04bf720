package dev.sluice.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.SharedRuleSets.Lease;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedRuleSetsTest {
  private final RuleSetUpdate any = Samples.update(1, Samples.file("a.yml", Samples.ANY_PROCESS));
  private final RuleSetUpdate certutil = Samples.update(2, Samples.file("c.yml", Samples.CERTUTIL));

  @Test
  void aSetIsCompiledOnceAndDroppedWithItsLastLease() {
    int before = SharedRuleSets.size();
    Lease first = SharedRuleSets.lease(any, Samples.SETTINGS, null);
    Lease second = SharedRuleSets.lease(any, Samples.SETTINGS, null);
    assertThat(second.index()).isSameAs(first.index());
    first.close();
    first.close();
    assertThat(SharedRuleSets.size()).isEqualTo(before + 1);
    second.close();
    assertThat(SharedRuleSets.size()).isEqualTo(before);
  }

  @Test
  void setsThatDifferAreNotShared() {
    try (Lease one = SharedRuleSets.lease(any, Samples.SETTINGS, null);
        Lease other = SharedRuleSets.lease(certutil, Samples.SETTINGS, one)) {
      assertThat(other.index()).isNotSameAs(one.index());
      assertThat(other.ruleSet().version()).isEqualTo(2);
    }
  }

  @Test
  void theNewestThatIsHeldIsLeasedToWhoeverAsks() {
    assertThat(SharedRuleSets.newest(Samples.SETTINGS)).isNull();
    Lease one = SharedRuleSets.lease(any, Samples.SETTINGS, null);
    Lease two = SharedRuleSets.lease(certutil, Samples.SETTINGS, one);
    Lease newest = requireNonNull(SharedRuleSets.newest(Samples.SETTINGS));
    assertThat(newest.id()).isEqualTo(two.id()).isNotEqualTo(one.id()).isNotZero();
    two.close();
    one.close();
    assertThat(newest.ruleSet().version()).isEqualTo(2);
    newest.close();
    assertThat(SharedRuleSets.newest(Samples.SETTINGS)).isNull();
  }

  @Test
  void theCompilerLivesAsLongAsASet() {
    RuleSourcesCompiler compiler;
    try (Lease lease = SharedRuleSets.lease(any, Samples.SETTINGS, null)) {
      compiler = SharedRuleSets.compiler(Samples.SETTINGS);
      assertThat(SharedRuleSets.compiler(Samples.SETTINGS)).isSameAs(compiler);
      assertThat(lease.hash()).isEqualTo(any.manifest().hash());
    }
    assertThat(SharedRuleSets.compiler(Samples.SETTINGS)).isNotSameAs(compiler);
  }

  @Test
  void aSetThatCannotBeReadIsHeldByNobody() {
    int before = SharedRuleSets.size();
    RuleSetUpdate broken = new RuleSetUpdate(any.manifest(), java.util.Map.of());
    assertThatThrownBy(() -> SharedRuleSets.lease(broken, Samples.SETTINGS, null))
        .isInstanceOf(IllegalStateException.class);
    assertThat(SharedRuleSets.size()).isEqualTo(before);
  }

  @Test
  void manyThreadsThatComeTogetherShareOneCompilation() {
    List<CompletableFuture<Lease>> leases =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> SharedRuleSets.lease(any, Samples.SETTINGS, null)))
            .toList();
    List<Lease> got = leases.stream().map(CompletableFuture::join).toList();
    assertThat(got).allMatch(lease -> lease.index() == got.get(0).index());
    got.forEach(Lease::close);
  }
}
