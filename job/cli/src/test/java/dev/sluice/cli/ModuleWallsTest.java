package dev.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sluice.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleWallsTest {

  @ArchTest
  static final ArchRule onlyTheStreamModuleKnowsFlink =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule onlyItsOwnCommandKnowsTheCatalogue =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Catalog")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.catalog..");
}
