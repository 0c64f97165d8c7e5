package goloom.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import goloom.worker.protocol.FromCompiler.Completed;
import goloom.worker.protocol.FromCompiler.Completion;
import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What could be typed at a place: members after a dot, else what the scope holds.
 *
 * <p>A marker takes the place of the word that is being typed, the compiler makes of the file what
 * it can, and the marker's place in the tree tells which names are possible.
 */
final class Completer {
  private static final String MARKER = "goloom$here";
  private static final int MAX_ITEMS = 200;

  private final Compiler compiler;

  Completer(Compiler compiler) {
    this.compiler = compiler;
  }

  Completed at(List<SourceFile> files, String name, int offset) {
    var file = files.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    if (file == null || offset < 0 || offset > file.source().length()) {
      return new Completed(Math.max(0, offset), List.of());
    }
    var text = file.source();
    var anchor = offset;
    while (anchor > 0 && Character.isJavaIdentifierPart(text.charAt(anchor - 1))) {
      anchor--;
    }
    var prefix = text.substring(anchor, offset);
    var marked = new SourceFile(name, text.substring(0, anchor) + MARKER + end(text, offset));
    var all = files.stream().map(f -> f.name().equals(name) ? marked : f).toList();
    try (var memory = compiler.files()) {
      var task = compiler.task(memory, new Findings(), all);
      var items = new Items(prefix);
      for (var unit : task.parse()) {
        var path = new Finder().scan(unit, null);
        if (path != null) {
          task.analyze();
          collect(task, path, items);
        }
      }
      return new Completed(anchor, items.best());
    } catch (StackOverflowError | RuntimeException | AssertionError e) {
      return new Completed(anchor, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What follows the marker: it is made a call, which may stand as a statement, and ended if it is
   * one.
   */
  private static String end(String text, int offset) {
    var rest = text.substring(offset);
    var line = rest.lines().findFirst().orElse("").strip();
    if (line.startsWith("(")) {
      return rest;
    }
    return (line.isEmpty() ? "();" : "()") + rest;
  }

  private static void collect(JavacTask task, TreePath path, Items items) {
    var trees = Trees.instance(task);
    var scope = trees.getScope(path);
    if (path.getLeaf() instanceof MemberSelectTree select) {
      var receiver = new TreePath(path, select.getExpression());
      var element = trees.getElement(receiver);
      var isType = element instanceof TypeElement;
      var type = trees.getTypeMirror(receiver);
      if (type != null) {
        members(task, type, isType, scope, items);
      }
      return;
    }
    for (Scope s = scope; s != null; s = s.getEnclosingScope()) {
      s.getLocalElements().forEach(items::add);
      if (s.getEnclosingClass() != null) {
        for (var member : task.getElements().getAllMembers(s.getEnclosingClass())) {
          if (trees.isAccessible(s, member, (DeclaredType) s.getEnclosingClass().asType())) {
            items.add(member);
          }
        }
      }
    }
    imported(task, path.getCompilationUnit(), items);
  }

  private static void members(
      JavacTask task, TypeMirror type, boolean isType, Scope scope, Items items) {
    if (type instanceof ArrayType) {
      items.add("length", "int");
      return;
    }
    if (type.getKind() == TypeKind.TYPEVAR || !(type instanceof DeclaredType declared)) {
      return;
    }
    var trees = Trees.instance(task);
    for (var member : task.getElements().getAllMembers((TypeElement) declared.asElement())) {
      var fits = isType == member.getModifiers().contains(Modifier.STATIC);
      if (fits
          && member.getKind() != ElementKind.CONSTRUCTOR
          && trees.isAccessible(scope, member, declared)) {
        items.add(member, isType ? member.asType() : task.getTypes().asMemberOf(declared, member));
      }
    }
  }

  /** The static methods of {@code Go} and the types of the library, where the file imports them. */
  private static void imported(JavacTask task, CompilationUnitTree unit, Items items) {
    var elements = task.getElements();
    for (var i : unit.getImports()) {
      var name = i.getQualifiedIdentifier().toString();
      if (i.isModule()) {
        var module = elements.getModuleElement(name);
        if (module != null) {
          module.getEnclosedElements().stream()
              .filter(p -> p.toString().equals(name))
              .flatMap(p -> p.getEnclosedElements().stream())
              .filter(type -> type.getModifiers().contains(Modifier.PUBLIC))
              .forEach(items::add);
        }
      } else if (i.isStatic() && name.endsWith(".*")) {
        var type = elements.getTypeElement(name.substring(0, name.length() - 2));
        if (type != null) {
          type.getEnclosedElements().stream()
              .filter(e -> e.getModifiers().contains(Modifier.STATIC))
              .filter(e -> e.getModifiers().contains(Modifier.PUBLIC))
              .forEach(items::add);
        }
      }
    }
  }

  /** Finds the marker. */
  private static final class Finder extends TreePathScanner<@Nullable TreePath, @Nullable Void> {
    @Override
    public @Nullable TreePath visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      return tree.getName().contentEquals(MARKER) ? getCurrentPath() : null;
    }

    @Override
    public @Nullable TreePath visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      return tree.getIdentifier().contentEquals(MARKER)
          ? getCurrentPath()
          : super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable TreePath reduce(@Nullable TreePath a, @Nullable TreePath b) {
      return a != null ? a : b;
    }
  }

  /** Names that begin with what was typed, each with what tells it apart. */
  private static final class Items {
    private final String prefix;
    private final Map<String, Completion> found = new LinkedHashMap<>();

    Items(String prefix) {
      this.prefix = prefix;
    }

    void add(Element element) {
      add(element, element.asType());
    }

    /**
     * {@code type} is the element's as seen from where it is wanted, its type arguments filled in.
     */
    void add(Element element, TypeMirror type) {
      var name = element.getSimpleName().toString();
      if (element instanceof TypeElement named) {
        add(name, named.getKind().name().toLowerCase(Locale.ROOT));
      } else if (type instanceof ExecutableType method) {
        if (element.getKind() == ElementKind.METHOD) {
          var parameters =
              method.getParameterTypes().stream()
                  .map(Items::shortened)
                  .collect(Collectors.joining(", ", "(", ")"));
          add(name, parameters + " " + shortened(method.getReturnType()));
        }
      } else {
        add(name, shortened(type));
      }
    }

    void add(String label, String detail) {
      if (label.startsWith(prefix) && !label.contains("$") && !label.isEmpty()) {
        found.putIfAbsent(label + detail, new Completion(label, detail));
      }
    }

    /** Those of {@code Object} last: nobody who types a dot is looking for them. */
    List<Completion> best() {
      var objects =
          List.of("wait", "notify", "notifyAll", "getClass", "hashCode", "equals", "toString");
      var items = new ArrayList<>(found.values());
      items.sort(Comparator.comparing(item -> objects.contains(item.label())));
      return List.copyOf(items.subList(0, Math.min(MAX_ITEMS, items.size())));
    }

    private static String shortened(TypeMirror type) {
      return type.toString().replaceAll("\\b[a-z][\\w]*\\.(?=[\\w.]*[A-Z])", "");
    }
  }
}
