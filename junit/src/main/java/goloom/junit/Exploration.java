package goloom.junit;

import goloom.Block;
import goloom.explore.ExploreSettings;
import goloom.explore.Explorer;
import goloom.instrument.Rewriter;
import goloom.report.ExploredReport;
import goloom.scheduler.Engine;
import goloom.scheduler.Pilot.Timing;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** One test, searched or replayed. One at a time in a JVM. */
final class Exploration {
  /** The system property that replays. */
  static final String SCHEDULE = "goloom.explore.schedule";

  private static final int GOROUTINES = 10_000;
  private static final int PROCS = 4;

  private final ExtensionContext context;
  private final Class<?> type;
  private final Method test;
  private final Explore limits;

  Exploration(ExtensionContext context, Class<?> type, Method test) {
    this.context = context;
    this.type = type;
    this.test = test;
    limits =
        AnnotationSupport.findAnnotation(test, Explore.class)
            .orElseThrow(() -> new IllegalStateException("not an @Explore: " + test));
  }

  /** Returns where every execution went well, and throws the test's failure otherwise. */
  void run() throws Throwable {
    JvmFlags.check();
    TestClasses classes = classes();
    Engine.sites(classes.sites());
    Engine.definitions(Rewriter::rewriteDefined);
    Supplier<TestProgram> programs = programs(classes);
    Witness.Tester tester = new Witness.Tester(classes, programs, PROCS, GOROUTINES);
    String schedule = System.getProperty(SCHEDULE, limits.schedule());
    if (schedule.isEmpty()) {
      search(programs::get, tester);
    } else {
      replay(schedule, tester);
    }
  }

  private TestClasses classes() {
    try {
      return TestClasses.of(type, List.of(limits.packages()));
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("can't explore " + test, e);
    }
  }

  /** With classes of its own for each execution, where one would see what another has left. */
  private Supplier<TestProgram> programs(TestClasses classes) {
    TestProgram program = program(classes); // where it can't be explored this says so, and why
    return classes.keepsState() ? () -> program(classes) : () -> program;
  }

  private TestProgram program(TestClasses classes) {
    try {
      return TestProgram.of(classes, classes.load(), type, test);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new ExtensionConfigurationException("can't explore " + test, e);
    }
  }

  private void search(Supplier<Block> programs, Witness.Tester tester) throws Throwable {
    Findings findings = new Findings(limits);
    ExploreSettings settings =
        new ExploreSettings(
            limits.maxExecutions(),
            limits.timeMillis(),
            limits.maxSteps(),
            timing(),
            true,
            GOROUTINES,
            PROCS);
    ExploredReport report = Explorer.explore(settings, programs, findings);
    Finding finding = findings.worst();
    if (finding != null) {
      throw Failure.of(name(), finding, tester.replay(finding.schedule()), findings);
    }
    tell(report);
  }

  private Timing timing() {
    return switch (limits.timing()) {
      case LOOSE -> Timing.LOOSE;
      case STRICT -> Timing.STRICT;
    };
  }

  private void tell(ExploredReport report) {
    String found =
        report.completeness()
            + ": "
            + report.executions()
            + " executions, "
            + report.outcomes()
            + (report.outcomes() == 1 ? " outcome, " : " outcomes, ")
            + report.millis()
            + " ms"
            + (report.why().isEmpty() ? "" : "; " + report.why());
    context.publishReportEntry(Map.of("goloom.explore", found));
    if (report.exhaustive()) {
      return;
    }
    String incomplete = name() + " was not run over all its interleavings: " + report.why();
    if (limits.requireAll()) {
      throw new AssertionError(incomplete + "\n" + found);
    }
    System.err.println("goloom: " + incomplete);
  }

  private void replay(String schedule, Witness.Tester tester) throws Throwable {
    try {
      Engine.checkSchedule(schedule);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("can't replay " + test, e);
    }
    Witness witness = tester.show(schedule);
    Finding finding = witness.finding(limits, schedule);
    if (finding != null) {
      throw Failure.of(name(), finding, witness, null);
    }
    context.publishReportEntry(Map.of("goloom.explore", "replayed " + schedule));
  }

  private String name() {
    return type.getSimpleName() + "." + test.getName();
  }
}
