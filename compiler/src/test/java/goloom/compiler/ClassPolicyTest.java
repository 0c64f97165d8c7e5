package goloom.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import goloom.instrument.Rewriter;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not on offer is told with its line, the reason and something else to use. */
class ClassPolicyTest {

  private static String main(String body) {
    return """
    import java.lang.foreign.*;
    import java.lang.invoke.*;
    import java.net.*;
    import java.nio.channels.*;
    import java.nio.file.*;
    void main() throws Throwable {
      %s
    }
    """
        .formatted(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new ProcessBuilder("ls").start();                              | goloom.no-processes
          Runtime.getRuntime().exec(new String[] {"ls"});                | goloom.no-processes
          ProcessHandle.current().pid();                                 | goloom.no-processes
          ProcessBuilder.class.getMethod("start");                       | goloom.no-processes
          new Socket("localhost", 1);                                    | goloom.no-network
          java.net.ServerSocket s = null;                                | goloom.no-network
          URI.create("http://a.b").toURL().openStream();                 | goloom.no-network
          SocketChannel.open();                                          | goloom.no-network
          Callable<Socket> c = Socket::new;                              | goloom.no-network
          System.load("/tmp/x.so");                                      | goloom.no-native
          Linker.nativeLinker();                                         | goloom.no-native
          MemorySegment.NULL.reinterpret(8);                             | goloom.no-native
          MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()); | goloom.no-reflection
          String.class.getDeclaredField("value");                        | goloom.no-reflection
          Class.forName("jdk.internal.misc.Unsafe");                     | goloom.no-reflection
          """)
  void whatIsNotOnOffer_isAnErrorAtItsLine(String statement, String code) {
    var compiled = Snippets.main(main(statement));
    assertThat(compiled.ok()).isFalse();
    assertThat(compiled.diagnostics()).extracting(Diagnostic::code).containsExactly(code);
    var only = compiled.diagnostics().getFirst();
    assertThat(only.line()).isEqualTo(7);
    assertThat(only.message()).contains(": ").contains("; ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new FileInputStream("/etc/shadow").close();
          Files.readString(Path.of("/proc/self/environ"));
          Paths.get("/tmp/../root");
          new File("/home").list();
          new FileWriter("mine.txt").close();
          Files.writeString(Path.of("mine.txt"), "x");
          """)
  void files_areAWarning_forAProgramMayHandleIt(String statement) {
    var compiled = Snippets.main(main(statement));
    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("goloom.no-files");
    assertThat(compiled.diagnostics().getFirst().line()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Path.of("a/b").getFileName();
          new File("/tmp/x").exists();
          new FileInputStream(FileDescriptor.in).read();
          String.class.getDeclaredMethod("length").invoke("x");
          Class.forName("java.util.ArrayList");
          MethodHandles.lookup().findVirtual(String.class, "length", MethodType.methodType(int.class));
          Runtime.getRuntime().availableProcessors();
          System.getProperty("user.dir");
          URI.create("http://a.b").getHost();
          new StringReader("/etc/passwd").read();
          """)
  void whatIs_isLeftAlone(String statement) {
    assertThat(Snippets.main(main(statement)).diagnostics()).isEmpty();
  }

  static Stream<Arguments> rowsOfTypes() {
    return Arrays.stream(NotHere.values())
        .flatMap(kind ->
            NotHere.types().stream()
                .distinct()
                .filter(type -> NotHere.type(type).filter(kind::equals).isPresent())
                .map(type -> Arguments.of(type, kind)));
  }

  /** A mention is enough, of each type that is refused as a whole. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rowsOfTypes")
  void type_ofEachRow_isToldWithTheReasonAndWhatToUseInstead(String type, NotHere kind) {
    var source = type.replace('$', '.');
    tells(main("Object o = %s.class;".formatted(source)), kind, type + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Runtime.getRuntime().exec(new String[0]);                  | PROCESSES
          URI.create("").toURL().getContent();                       | NETWORK
          URI.create("").toURL().openConnection();                   | NETWORK
          URI.create("").toURL().openStream();                       | NETWORK
          ((ModuleLayer.Controller) null).enableNativeAccess(null);  | NATIVE
          Runtime.getRuntime().load("");                             | NATIVE
          Runtime.getRuntime().loadLibrary("");                      | NATIVE
          System.load("");                                           | NATIVE
          System.loadLibrary("");                                    | NATIVE
          MemorySegment.NULL.reinterpret(1);                         | NATIVE
          MethodHandles.privateLookupIn(String.class, null);         | REFLECTION
          File.createTempFile("a", "b");                             | FILES
          Files.copy(Path.of(""), System.out);                       | FILES
          Files.createDirectories(Path.of("a"));                     | FILES
          Files.createDirectory(Path.of("a"));                       | FILES
          Files.createFile(Path.of("a"));                            | FILES
          Files.createLink(Path.of("a"), Path.of("b"));              | FILES
          Files.createSymbolicLink(Path.of("a"), Path.of("b"));      | FILES
          Files.createTempDirectory("a");                            | FILES
          Files.createTempFile("a", "b");                            | FILES
          Files.delete(Path.of("a"));                                | FILES
          Files.move(Path.of("a"), Path.of("b"));                    | FILES
          Files.newBufferedWriter(Path.of("a"));                     | FILES
          Files.newOutputStream(Path.of("a"));                       | FILES
          Files.write(Path.of("a"), new byte[0]);                    | FILES
          Files.writeString(Path.of("a"), "b");                      | FILES
          """)
  void method_ofEachRow_isToldWithTheReasonAndWhatToUseInstead(String statement, NotHere kind) {
    tells(main(statement), kind, "");
  }

  /** The statements above are as many as the table has methods. */
  @Test
  void methods_areAllTried() {
    assertThat(NotHere.methods()).isEqualTo(26);
  }

  private static void tells(String source, NotHere kind, String what) {
    var compiled = Snippets.main(source);
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::line)
        .containsExactly(Tuple.tuple(kind.code(), 7));
    var message = compiled.diagnostics().getFirst().message();
    assertThat(message).startsWith(what);
    // What, why not, what instead: nothing of it empty.
    assertThat(message).matches("\\S.+: \\S.{10,}; \\S.{10,}");
    assertThat(message).endsWith(kind.message("").substring(2));
  }

  @Test
  void nativeMethods_haveNoCode() {
    assertThat(Snippets.main("native void f();\nvoid main() {}").diagnostics())
        .extracting(Snippets::place)
        .containsExactly("goloom.no-native 1:1-1:17");
  }

  @Test
  void ownClasses_ofTheSameNames_areTheProgramsOwn() {
    assertThat(
            Snippets.main(
                    "class Process {}\nclass Socket {}\nvoid main() { new Process(); new Socket(); }")
                .diagnostics())
        .isEmpty();
  }

  @Test
  void switchedOff_nothingIsSaid_andNothingPutIntoTheClasses() {
    var files = List.of(new SourceFile("Main.java", main("new ProcessBuilder(\"ls\").start();")));
    var compiled = Snippets.compiler().compile(files, Rewriter.Mode.SIM, Policy.BY_BOX);
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(
            new String(
                compiled.classes().getFirst().bytes(),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("refuse");
  }

  @Test
  void classesThatAreNamed_exist() {
    for (var type : NotHere.types()) {
      assertThatCode(() -> Class.forName(type)).as(type).doesNotThrowAnyException();
    }
  }
}
