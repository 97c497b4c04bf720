package dev.sluice.stream.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The wall of the control protocol: the command line uses it without Flink. */
@AnalyzeClasses(
    packages = "dev.sluice.stream.control",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ControlWallsTest {

  @ArchTest
  static final ArchRule theProtocolKnowsOnlyTheEngineAndJackson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify..",
              "dev.sluice.engine..",
              "dev.sluice.stream.control..");

  @ArchTest
  static final ArchRule theProtocolKnowsNoFlinkAndNoKafka =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "dev.sluice.stream");
}
