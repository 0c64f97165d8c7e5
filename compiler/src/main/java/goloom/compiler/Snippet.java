package goloom.compiler;

import com.sun.source.tree.CompilationUnitTree;
import goloom.worker.protocol.SourceFile;
import java.util.List;

/** The files of one compilation, found again by the compiler's name for them. */
record Snippet(List<SourceFile> files) {

  /** The file that {@code unit} was parsed from. The compiler wraps the object it was given. */
  SourceFile of(CompilationUnitTree unit) {
    var name = unit.getSourceFile().getName();
    return files.stream()
        .filter(file -> name.equals("/" + file.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not a file of ours: " + name));
  }
}
