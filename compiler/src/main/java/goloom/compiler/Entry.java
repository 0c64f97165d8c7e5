package goloom.compiler;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.util.Trees;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Where a program begins: the {@code main} of a file's first top-level class that has one.
 *
 * @param className the binary name of that class
 */
record Entry(SourceFile file, String className, long start, long end) {

  /**
   * The entry of the one file that has one; null where none or several do, which {@code findings}
   * then say.
   */
  static @Nullable Entry find(
      Snippet snippet,
      Iterable<? extends CompilationUnitTree> units,
      Trees trees,
      Findings findings) {
    var entries = new ArrayList<Entry>();
    SourceFile first = null;
    for (var unit : units) {
      var file = snippet.of(unit);
      first = first == null ? file : first;
      var entry = in(unit, file, trees);
      if (entry != null) {
        entries.add(entry);
      }
    }
    if (entries.size() == 1) {
      return entries.getFirst();
    }
    if (entries.isEmpty() && first != null) {
      findings.error(
          "goloom.no-main",
          first,
          0,
          0,
          "no main: a program begins at void main() in one of its files");
    }
    for (var extra : entries.subList(Math.min(1, entries.size()), entries.size())) {
      findings.error(
          "goloom.two-mains",
          extra.file,
          extra.start,
          extra.end,
          "two mains: %s has one too, and a program begins at one place only"
              .formatted(entries.getFirst().file.name()));
    }
    return null;
  }

  private static @Nullable Entry in(CompilationUnitTree unit, SourceFile file, Trees trees) {
    for (var type : unit.getTypeDecls()) {
      if (type instanceof ClassTree top) {
        for (var member : top.getMembers()) {
          if (member instanceof MethodTree method && launchable(method)) {
            var start = trees.getSourcePositions().getStartPosition(unit, method);
            var end = trees.getSourcePositions().getStartPosition(unit, method.getBody());
            return new Entry(file, binaryName(unit, top), start, end);
          }
        }
      }
    }
    return null;
  }

  private static boolean launchable(MethodTree method) {
    if (!method.getName().contentEquals("main")
        || method.getBody() == null
        || method.getModifiers().getFlags().contains(Modifier.PRIVATE)
        || !(method.getReturnType() instanceof PrimitiveTypeTree type
            && type.getPrimitiveTypeKind() == TypeKind.VOID)) {
      return false;
    }
    var parameters = method.getParameters();
    return parameters.isEmpty()
        || (parameters.size() == 1
            && List.of("String[]", "String...", "java.lang.String[]")
                .contains(parameters.getFirst().getType().toString()));
  }

  private static String binaryName(CompilationUnitTree unit, ClassTree top) {
    var name = top.getSimpleName().toString();
    return unit.getPackageName() == null ? name : unit.getPackageName() + "." + name;
  }
}
