package goloom.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The arrows of the house: server, sandbox, worker, runtime, and never up. */
class ArchitectureTest {
  private static final String[] RUNTIME = {
    "goloom",
    "goloom.report",
    "goloom.scheduler..",
    "goloom.trace..",
    "goloom.race..",
    "goloom.explore..",
    "goloom.instrument..",
    "goloom.run.."
  };
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("goloom");

  @Test
  void runtime_dependsOnNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(RUNTIME)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            concat(RUNTIME, "java..", "javax..", "jdk.internal..", "org.jspecify.annotations"))
        .check(HOUSE);
  }

  @Test
  void worker_knowsTheRuntimeAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("goloom.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("goloom.sandbox..", "goloom.server..", "goloom.compiler..")
        .check(HOUSE);
  }

  @Test
  void sandbox_knowsNothingOfServersUsersOrDatabases() {
    noClasses()
        .that()
        .resideInAnyPackage("goloom.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "goloom.server..",
            "io.javalin..",
            "org.eclipse.jetty..",
            "jakarta..",
            "org.jdbi..",
            "java.sql..",
            "tools.jackson..")
        .check(HOUSE);
  }

  /**
   * A virtual thread that waits in a pipe's read holds its carrier: as many of them as there are
   * processors stop every other in the JVM.
   */
  @Test
  void sandbox_waitsForPipesOnPlatformThreadsAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("goloom.sandbox..")
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
        .check(HOUSE);
  }

  @Test
  void server_touchesNoInsidesOfTheRuntime() {
    noClasses()
        .that()
        .resideInAnyPackage("goloom.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "goloom",
            "goloom.scheduler..",
            "goloom.race..",
            "goloom.explore..",
            "goloom.instrument..",
            "goloom.compiler..")
        .check(HOUSE);
  }

  @Test
  void server_hasNoCyclesBetweenItsPackages() {
    slices().matching("goloom.server.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void onlyTheHttpFace_knowsJavalin_andOnlySnippetsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("goloom.server.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages("goloom.server.snippets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jdbi..", "java.sql..", "com.zaxxer..", "org.flywaydb..")
        .check(HOUSE);
  }

  private static String[] concat(String[] first, String... more) {
    return java.util.stream.Stream.of(first, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }
}
