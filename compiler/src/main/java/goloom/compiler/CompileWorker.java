package goloom.compiler;

import goloom.instrument.Rewriter;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler;
import goloom.worker.protocol.ToCompiler.Policy;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The compile worker: answers one question after another until its input ends. It runs none of the
 * code that it compiles, so all that it writes is its own.
 */
public final class CompileWorker {
  private static final String FIRST_PROGRAM =
      """
      import module goloom;

      void main() {
        IO.println("ready");
      }
      """;

  private CompileWorker() {}

  /** Writes {@code R} when it is warm. */
  public static void main(String[] args) throws IOException {
    var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    var out = new FileOutputStream(FileDescriptor.out);
    // What the compiler's own code may print is no answer.
    System.setOut(System.err);
    var compiler = new Compiler(List.of());
    compiler.compile(
        List.of(new SourceFile("Main.java", FIRST_PROGRAM)), Rewriter.Mode.SIM, Policy.BY_NAME);
    out.write('R');
    for (ToCompiler question; (question = Frames.read(in, ToCompiler.class)) != null; ) {
      Frames.write(out, FromCompiler.class, answer(compiler, question));
    }
  }

  private static FromCompiler answer(Compiler compiler, ToCompiler question) {
    return switch (question) {
      case ToCompiler.Compile(var files, var use, var policy) ->
          compiler.compile(files, mode(use), policy);
      case ToCompiler.Format(var files) -> Formatting.format(files);
      case ToCompiler.Complete(var files, var file, var offset) ->
          new Completer(compiler).at(files, file, offset);
    };
  }

  private static Rewriter.Mode mode(ToCompiler.Use use) {
    return switch (use) {
      case WATCHED -> Rewriter.Mode.SIM;
      case UNWATCHED -> Rewriter.Mode.UNWATCHED;
      case REAL -> Rewriter.Mode.REAL;
    };
  }
}
