package goloom.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import goloom.worker.protocol.SourceFile;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds mistakes that are legal Java and never what a learner of goroutines means. */
final class Mistakes extends TreePathScanner<@Nullable Void, @Nullable Void> {
  /** {@code Object}'s methods, and what was meant instead on a type of ours. */
  private static final Map<String, String> MEANT =
      Map.of("wait", "await", "notify", "signal", "notifyAll", "broadcast");

  private static final Set<String> WAITED_ON =
      Set.of("goloom.WaitGroup", "goloom.Cond", "goloom.ErrGroup");

  private final Trees trees;
  private final Findings findings;
  private final Set<String> imported;
  private final CompilationUnitTree unit;
  private final SourceFile file;

  private Mistakes(
      SourceFile file,
      CompilationUnitTree unit,
      Trees trees,
      Elements elements,
      Findings findings) {
    this.unit = unit;
    this.file = file;
    this.trees = trees;
    this.findings = findings;
    this.imported = importsGo(unit) ? methodsOf(elements.getTypeElement("goloom.Go")) : Set.of();
  }

  /** Scans one file, which must have been analysed. */
  static void find(
      SourceFile file,
      CompilationUnitTree unit,
      Trees trees,
      Elements elements,
      Findings findings) {
    new Mistakes(file, unit, trees, elements, findings).scan(unit, null);
  }

  private static boolean importsGo(CompilationUnitTree unit) {
    return unit.getImports().stream()
        .filter(ImportTree::isStatic)
        .anyMatch(i -> i.getQualifiedIdentifier().toString().equals("goloom.Go.*"));
  }

  private static Set<String> methodsOf(@Nullable TypeElement go) {
    if (go == null) {
      return Set.of();
    }
    return Set.copyOf(
        go.getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.METHOD)
            .map(e -> e.getSimpleName().toString())
            .distinct()
            .toList());
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    if (call.getMethodSelect() instanceof MemberSelectTree select
        && trees.getElement(new TreePath(getCurrentPath(), select))
            instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals("java.lang.Object")) {
      var meant = MEANT.get(method.getSimpleName().toString());
      var receiver = new TreePath(new TreePath(getCurrentPath(), select), select.getExpression());
      var type = trees.getTypeMirror(receiver);
      if (meant != null && type != null && WAITED_ON.contains(type.toString())) {
        var name = method.getSimpleName().toString();
        error(
            "goloom." + name,
            select,
            "%s is Java's own %s: did you mean %s?"
                .formatted(name + "()", "Object." + name, meant + "()"));
      }
    }
    return super.visitMethodInvocation(call, null);
  }

  private void error(String code, MemberSelectTree select, String message) {
    var end = trees.getSourcePositions().getEndPosition(unit, select);
    findings.error(code, file, end - select.getIdentifier().length(), end, message);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    var name = method.getName().toString();
    if (imported.contains(name)) {
      var start = trees.getSourcePositions().getStartPosition(unit, method);
      var at = file.source().indexOf(name + "(", (int) start);
      findings.warning(
          "goloom.hides",
          file,
          at < 0 ? start : at,
          at < 0 ? start : at + name.length(),
          "this method hides the imported Go.%s in its whole class: give it another name, or call Go.%s"
              .formatted(name, name));
    }
    return super.visitMethod(method, null);
  }
}
