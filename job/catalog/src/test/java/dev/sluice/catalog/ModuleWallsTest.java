package dev.sluice.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the catalogue: the engine below it, nothing beside it, data below analysis. */
@AnalyzeClasses(
    packages = "dev.sluice.catalog",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleWallsTest {

  @ArchTest
  static final ArchRule theCatalogueKnowsOnlyTheEngineAndWhatReadsAndWritesText =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "gg.jte..",
              "org.jsoup..",
              "org.jspecify..",
              "dev.sluice.engine..",
              "dev.sluice.catalog..");

  @ArchTest
  static final ArchRule theDataKnowNothingOfHowTheyAreMade =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.catalog.data")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.sluice.catalog", "dev.sluice.engine..");
}
