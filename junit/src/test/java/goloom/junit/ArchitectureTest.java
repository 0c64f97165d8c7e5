package goloom.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What a user's project gets with this module. */
class ArchitectureTest {
  @Test
  void extension_needsTheRuntimeAndJUnitAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "org.junit.jupiter.api..",
            "org.junit.platform.commons.support",
            "org.opentest4j",
            "goloom",
            "goloom.explore",
            "goloom.instrument",
            "goloom.junit",
            "goloom.report",
            "goloom.scheduler")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("goloom.junit"));
  }
}
