package goloom.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import goloom.worker.protocol.SourceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program, at the line, what of Java the playground doesn't offer. Courtesy, not a wall:
 * reflection goes past it, and meets the box.
 *
 * <p>What would surely fail is an error. What touches files is a warning: a program may handle the
 * failure, or only take paths apart.
 */
final class ClassPolicy extends TreePathScanner<@Nullable Void, @Nullable Void> {
  /** What takes the name of a file as its first argument. */
  private static final Set<String> OPENERS =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.PrintStream",
          "java.io.PrintWriter",
          "java.io.RandomAccessFile",
          "java.nio.file.Path",
          "java.nio.file.Paths",
          "java.util.Formatter");

  private static final Set<String> WRITERS =
      Set.of("java.io.FileOutputStream", "java.io.FileWriter");

  /** Of {@code Class}: what finds members whoever may use them. */
  private static final Set<String> PRIVATE_FINDERS =
      Set.of("getDeclaredField", "getDeclaredMethod", "getDeclaredConstructor");

  /** What a program may well ask for. */
  private static final List<Path> HARMLESS =
      List.of(Path.of("/tmp"), Path.of("/dev/null"), Path.of("/dev/random"));

  private final SourceFile file;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final Findings findings;

  /** Lines that have been told about something: once is enough. */
  private final Set<String> told = new HashSet<>();

  private ClassPolicy(SourceFile file, CompilationUnitTree unit, Trees trees, Findings findings) {
    this.file = file;
    this.unit = unit;
    this.trees = trees;
    this.findings = findings;
  }

  /** Scans one file, which must have been analysed. */
  static void check(SourceFile file, CompilationUnitTree unit, Trees trees, Findings findings) {
    new ClassPolicy(file, unit, trees, findings).scan(unit, null);
  }

  @Override
  public @Nullable Void visitImport(ImportTree tree, @Nullable Void unused) {
    return null; // naming is no use yet
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    mentioned(tree);
    return super.visitIdentifier(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    mentioned(tree);
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    mentioned(tree);
    return super.visitMemberReference(tree, null);
  }

  private void mentioned(Tree tree) {
    var element = trees.getElement(getCurrentPath());
    if (element instanceof TypeElement type) {
      var name = binaryName(type);
      NotHere.type(name).ifPresent(kind -> tell(kind, tree, name));
    } else if (element instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner) {
      var type = binaryName(owner);
      var name = method.getSimpleName().toString();
      NotHere.method(type, name).ifPresent(kind -> tell(kind, tree, type + "." + name));
    }
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    if (method.getModifiers().getFlags().contains(Modifier.NATIVE)) {
      tell(NotHere.NATIVE, method, "the native method " + method.getName());
    }
    return super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    if (trees.getElement(getCurrentPath()) instanceof ExecutableElement constructor
        && constructor.getEnclosingElement() instanceof TypeElement type) {
      opens(binaryName(type), tree.getArguments(), tree);
    }
    return super.visitNewClass(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    if (trees.getElement(new TreePath(getCurrentPath(), call.getMethodSelect()))
            instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner) {
      var type = binaryName(owner);
      var name = method.getSimpleName().toString();
      if (name.equals("of") || name.equals("get")) {
        opens(type, call.getArguments(), call);
      } else if (type.equals("java.lang.Class")) {
        reflects(name, call);
      }
    }
    return super.visitMethodInvocation(call, null);
  }

  private void opens(String type, List<? extends ExpressionTree> arguments, Tree at) {
    if (!OPENERS.contains(type) || arguments.isEmpty()) {
      return;
    }
    var name = constant(arguments.getFirst());
    if (name != null && name.startsWith("/") && !harmless(name)) {
      tell(NotHere.FILES, at, name);
    } else if (name != null && WRITERS.contains(type) && !name.equals("/dev/null")) {
      tell(NotHere.FILES, at, name);
    }
  }

  private static boolean harmless(String name) {
    try {
      var path = Path.of(name).normalize();
      return HARMLESS.stream().anyMatch(path::startsWith);
    } catch (InvalidPathException e) {
      return true; // it will say so itself
    }
  }

  private void reflects(String method, MethodInvocationTree call) {
    var name = call.getArguments().isEmpty() ? null : constant(call.getArguments().getFirst());
    if (method.equals("forName") && name != null && inside(name)) {
      tell(NotHere.REFLECTION, call, name);
    } else if (PRIVATE_FINDERS.contains(method)
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getExpression() instanceof MemberSelectTree literal
        && literal.getIdentifier().contentEquals("class")) {
      var path = new TreePath(getCurrentPath(), select);
      var type =
          trees.getElement(
              new TreePath(
                  new TreePath(new TreePath(path, literal), literal.getExpression()),
                  literal.getExpression()));
      if (type instanceof TypeElement jdks && isJdks(jdks) && !offers(jdks, method, name)) {
        tell(
            NotHere.REFLECTION,
            call,
            name == null ? binaryName(jdks) : binaryName(jdks) + "." + name);
      }
    }
  }

  private static boolean inside(String type) {
    return type.startsWith("jdk.internal.") || type.startsWith("sun.");
  }

  private static boolean isJdks(TypeElement type) {
    var name = binaryName(type);
    return name.startsWith("java.") || name.startsWith("javax.");
  }

  /** Whether a class has a public member of that name, or we can't tell. */
  private static boolean offers(TypeElement type, String finder, @Nullable String name) {
    var wanted = finder.equals("getDeclaredConstructor") ? "<init>" : name;
    return wanted == null
        || type.getEnclosedElements().stream()
            .filter(member -> member.getSimpleName().contentEquals(wanted))
            .anyMatch(member -> member.getModifiers().contains(Modifier.PUBLIC));
  }

  private @Nullable String constant(ExpressionTree tree) {
    if (tree instanceof LiteralTree literal) {
      return literal.getValue() instanceof String text ? text : null;
    }
    return trees.getElement(new TreePath(getCurrentPath(), tree)) instanceof VariableElement named
            && named.getConstantValue() instanceof String text
        ? text
        : null;
  }

  /** {@code java.util.Map$Entry}. */
  private static String binaryName(TypeElement type) {
    Element outer = type.getEnclosingElement();
    return outer instanceof TypeElement enclosing
        ? binaryName(enclosing) + "$" + type.getSimpleName()
        : type.getQualifiedName().toString();
  }

  private void tell(NotHere kind, Tree at, String what) {
    var positions = trees.getSourcePositions();
    var start = positions.getStartPosition(unit, at);
    var end = positions.getEndPosition(unit, at);
    if (at instanceof MemberSelectTree select) {
      start = end - select.getIdentifier().length();
    }
    if (start < 0) {
      return; // nobody wrote it: what the compiler made up for a var
    }
    var line = unit.getLineMap().getLineNumber(start);
    if (!told.add(kind + " " + line)) {
      return;
    }
    var text = file.source();
    if (end < start || text.substring((int) start, (int) end).lines().count() > 1) {
      end = Places.endOfWord(text, (int) start);
    }
    if (kind == NotHere.FILES) {
      findings.warning(kind.code(), file, start, end, kind.message(what));
    } else {
      findings.error(kind.code(), file, start, end, kind.message(what));
    }
  }
}
