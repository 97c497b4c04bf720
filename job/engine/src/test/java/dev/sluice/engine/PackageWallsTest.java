package dev.sluice.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The walls of design: yaml below event and sigma, those below compile, that below correlate, that
 * below match, that below review; lineage between event and match; pipeline above sigma and join
 * above event, beside the others; format, the words of others, above match and lint; no cycles.
 */
@AnalyzeClasses(
    packages = "dev.sluice.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageWallsTest {

  @ArchTest
  static final ArchRule layersLookDownOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("yaml")
          .definedBy("..engine.yaml..")
          .layer("event")
          .definedBy("..engine.event..")
          .layer("sigma")
          .definedBy("..engine.sigma..")
          .layer("regex")
          .definedBy("..engine.regex..")
          .layer("compile")
          .definedBy("..engine.compile..")
          .layer("correlate")
          .definedBy("..engine.correlate..")
          .layer("lineage")
          .definedBy("..engine.lineage..")
          .layer("join")
          .definedBy("..engine.join..")
          .layer("match")
          .definedBy("..engine.match..")
          .layer("lint")
          .definedBy("..engine.lint..")
          .layer("pipeline")
          .definedBy("..engine.pipeline..")
          .layer("review")
          .definedBy("..engine.review..")
          .layer("format")
          .definedBy("..engine.format..")
          .whereLayer("format")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pipeline")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("review")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("join")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("match")
          .mayOnlyBeAccessedByLayers("review", "format")
          .whereLayer("lint")
          .mayOnlyBeAccessedByLayers("format")
          .whereLayer("correlate")
          .mayOnlyBeAccessedByLayers("match", "review")
          .whereLayer("lineage")
          .mayOnlyBeAccessedByLayers("match")
          .whereLayer("compile")
          .mayOnlyBeAccessedByLayers("correlate", "match", "review", "format")
          .whereLayer("regex")
          .mayOnlyBeAccessedByLayers("compile", "match", "review")
          .whereLayer("sigma")
          .mayOnlyBeAccessedByLayers("compile", "correlate", "match", "lint", "pipeline", "review")
          .whereLayer("event")
          .mayOnlyBeAccessedByLayers(
              "regex", "compile", "correlate", "join", "lineage", "match", "lint", "review")
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers(
              "event", "sigma", "compile", "correlate", "match", "lint", "pipeline", "review");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.sluice.engine.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEngineKnowsNoFlinkAndNoKafka =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule noBacktrackingRegexJudgesAnEvent =
      noClasses()
          .that()
          .implement(dev.sluice.engine.compile.ValueTest.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..");
}
