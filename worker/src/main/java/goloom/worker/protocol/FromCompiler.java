package goloom.worker.protocol;

import java.util.List;

/** What a compile worker answers. */
public sealed interface FromCompiler {

  /**
   * {@code classes} is empty, and so are {@code mainClass} and {@code sites}, where some diagnostic
   * is an error.
   *
   * @param sites the rewriter's table of source sites, opaque to all but the engine
   * @param uncontrolled what the rewriter could not put under the scheduler, to be told in the exit
   */
  record Compiled(
      List<Diagnostic> diagnostics,
      List<ClassFile> classes,
      String mainClass,
      String sites,
      List<String> uncontrolled)
      implements FromCompiler {

    /** Of a program that did not compile. */
    public static Compiled failed(List<Diagnostic> diagnostics) {
      return new Compiled(diagnostics, List.of(), "", "", List.of());
    }

    /** Whether it compiled. */
    public boolean ok() {
      return diagnostics.stream().noneMatch(d -> d.severity().equals("error"));
    }
  }

  /** The formatted files, in order; or the diagnostics that say why not, and no files. */
  record Formatted(List<SourceFile> files, List<Diagnostic> diagnostics) implements FromCompiler {}

  /** Completions, best first, for the text from {@code anchor} to the asked offset. */
  record Completed(int anchor, List<Completion> items) implements FromCompiler {}

  /** One completion: what is inserted, and its signature or type. */
  record Completion(String label, String detail) {}
}
