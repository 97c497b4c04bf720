package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the log source tables against every combination that an active SigmaHQ rule states. */
final class SigmaHqLogSourcesTest {
  private static final Set<String> ACTIVE =
      Set.of(
          "rules",
          "rules-emerging-threats",
          "rules-threat-hunting",
          "rules-placeholder",
          "rules-compliance");
  private static final int COMBINATIONS = 138;

  @Test
  void everyCombinationHasAnEntryOrAReasonAndNotBoth() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    LogSources sources = ShippedTables.logSources();
    Set<LogSource> stated = stated(Path.of(corpus, "sigmahq", "MANIFEST.json"));
    assertThat(stated).hasSize(COMBINATIONS);
    assertThat(stated)
        .allSatisfy(
            source ->
                assertThat(canBe(sources, source))
                    .as(source.toString())
                    .isNotEqualTo(sources.unsupported().containsKey(source)));
    assertThat(stated).containsAll(sources.unsupported().keySet());
    long byName = stated.stream().filter(sources.knownByNameOnly()::contains).count();
    System.out.printf(
        "log sources: %d stated, %d only by name, %d unsupported%n",
        stated.size(), byName, sources.unsupported().size());
  }

  private static boolean canBe(LogSources sources, LogSource stated) {
    return sources.known().stream()
        .anyMatch(
            known ->
                states(stated.product(), known.product())
                    && states(stated.category(), known.category())
                    && states(stated.service(), known.service()));
  }

  private static boolean states(
      @org.jspecify.annotations.Nullable String stated,
      @org.jspecify.annotations.Nullable String known) {
    return stated == null || stated.equals(known);
  }

  private static Set<LogSource> stated(Path manifest) throws IOException {
    Set<LogSource> stated = new LinkedHashSet<>();
    for (JsonNode rule : new ObjectMapper().readTree(manifest.toFile()).get("rules")) {
      if (ACTIVE.contains(rule.get("tree").asText())) {
        stated.add(
            new LogSource(
                rule.get("product").textValue(),
                rule.get("category").textValue(),
                rule.get("service").textValue()));
      }
    }
    return stated;
  }
}
