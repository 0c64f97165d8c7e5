package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A JVM that crashes in the middle of a program. Programs can't do that to it; one in a box that
 * lets them call native code can.
 */
class CrashTest {
  private static final String CRASH =
      """
      import java.lang.foreign.*;
      void main() {
        IO.println("before");
        MemorySegment.ofAddress(16).reinterpret(8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        IO.println("after");
      }
      """;

  @Test
  void jvm_thatCrashes_isSaid_andNothingOfItsReportIsShownOrKept() throws Exception {
    var settings =
        Box.settings()
            .withLimits(Box.QUICK)
            .withSizes(Sizes.forOneRun())
            .withPolicy(goloom.worker.protocol.ToCompiler.Policy.BY_BOX);
    var before = reports();
    try (var sandbox = LocalSandbox.open(settings, NativeBox::new)) {
      var ended = Box.run(sandbox, CRASH);
      assertThat(ended.exit().status()).isEqualTo(Status.INTERNAL);
      assertThat(ended.exit().code()).isEqualTo(125);
      assertThat(ended.exit().message()).startsWith("The Java VM crashed");
      assertThat(ended.stdout()).isEqualTo("before\n");
      assertThat(ended.out("stderr")).isEmpty();
      assertThat(ended.all(Event.Panic.class)).isEmpty();
      assertThat(Box.run(sandbox, "void main() { IO.println(\"next\"); }").stdout())
          .isEqualTo("next\n");
    }
    assertThat(reports()).isEqualTo(before);
  }

  /** Core files and the JVM's own reports, wherever one might be left. */
  private static List<Path> reports() throws IOException {
    var data = Path.of(System.getProperty("goloom.data"));
    try (var here = Files.list(Path.of(""));
        var images = Files.walk(data);
        var temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return Stream.of(here, images, temporary)
          .flatMap(files -> files)
          .filter(file -> file.getFileName().toString().matches("core(\\.\\d+)?|hs_err.*"))
          .toList();
    }
  }
}
