package goloom.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import goloom.instrument.Rewriter;
import goloom.worker.protocol.ClassFile;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.FromCompiler.Compiled;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles snippets in memory, with the compiler of the JDK it runs on. Not thread-safe. */
final class Compiler {
  /** No word of the user's is ever an option. */
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-g",
          "-Xmaxerrs",
          "50",
          "-Xmaxwarns",
          "50",
          "-XDuseUnsharedTable=true",
          "-Xlint:divzero,empty,finally,removal,unchecked",
          "--add-modules",
          "goloom,java.logging",
          "--limit-modules",
          "java.base,java.logging,goloom");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*\\.java");

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final List<String> options;

  /**
   * {@code library} holds options that say where the library is, where it isn't part of the JDK.
   */
  Compiler(List<String> library) {
    options = new ArrayList<>(OPTIONS);
    options.addAll(library);
  }

  /** Compiles {@code files} and rewrites them for one of the schedulers. */
  Compiled compile(List<SourceFile> files, Rewriter.Mode mode, Policy policy) {
    var findings = new Findings();
    var snippet = new Snippet(files);
    checkNames(files, findings);
    if (findings.errors()) {
      return failed(findings);
    }
    try (var memory = files()) {
      var task = task(memory, findings, files);
      var units = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(units::add);
      var trees = Trees.instance(task);
      var entry = findings.errors() ? null : Entry.find(snippet, units, trees, findings);
      task.analyze();
      for (var unit : units) {
        Mistakes.find(snippet.of(unit), unit, trees, task.getElements(), findings);
        if (policy == Policy.BY_NAME) {
          ClassPolicy.check(snippet.of(unit), unit, trees, findings);
        }
      }
      if (entry == null || findings.errors()) {
        return failed(findings);
      }
      task.generate();
      if (findings.errors()) {
        return failed(findings);
      }
      if (memory.tooLarge()) {
        return tooLarge(files);
      }
      if (memory.classes().isEmpty()) {
        // Nothing said, and yet no classes.
        return gaveUp(files);
      }
      return rewritten(findings, memory.classes(), entry.className(), mode, policy);
    } catch (StackOverflowError | OutOfMemoryError | RuntimeException | AssertionError e) {
      // Told on stderr, which the parent logs: most are the source's fault, but not all.
      System.err.println(
          e + Arrays.stream(e.getStackTrace()).limit(5).map(f -> " at " + f).toList().toString());
      return findings.errors() ? failed(findings) : gaveUp(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkNames(List<SourceFile> files, Findings findings) {
    var names = new HashSet<String>();
    for (var file : files) {
      if (!NAME.matcher(file.name()).matches()) {
        findings.error(
            "goloom.file-name", file, 0, 0, "not a name for a file of Java: " + file.name());
      } else if (!names.add(file.name())) {
        findings.error("goloom.file-name", file, 0, 0, "two files of one name: " + file.name());
      }
    }
  }

  private static Compiled rewritten(
      Findings findings,
      List<ClassFile> classes,
      String mainClass,
      Rewriter.Mode mode,
      Policy policy) {
    var inputs =
        classes.stream().map(file -> new Rewriter.Input(file.name(), file.bytes())).toList();
    var refusals = policy == Policy.BY_NAME ? Rewriter.Refusals.BY_NAME : Rewriter.Refusals.NONE;
    var result = Rewriter.rewrite(inputs, mode, refusals);
    var rewritten = result.classes().stream().map(c -> new ClassFile(c.name(), c.bytes())).toList();
    return new Compiled(findings.all(), rewritten, mainClass, result.sites(), result.notes());
  }

  private static Compiled failed(Findings findings) {
    return Compiled.failed(findings.all());
  }

  private static Compiled gaveUp(List<SourceFile> files) {
    return refused(
        files,
        "goloom.gave-up",
        "The compiler gave up: the source nests too deeply or needs too much memory");
  }

  private static Compiled tooLarge(List<SourceFile> files) {
    return refused(
        files,
        "goloom.too-large",
        "the program compiles to more than %d classes or %d MiB"
            .formatted(MemoryFiles.MAX_CLASSES, MemoryFiles.MAX_BYTES >> 20));
  }

  private static Compiled refused(List<SourceFile> files, String code, String message) {
    var file = files.isEmpty() ? "" : files.getFirst().name();
    var diagnostic = new Diagnostic(file, 1, 1, 1, 2, "error", code, message);
    return Compiled.failed(List.of(diagnostic));
  }

  MemoryFiles files() throws IOException {
    return new MemoryFiles(
        javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8));
  }

  JavacTask task(MemoryFiles memory, Findings findings, List<SourceFile> files) {
    var sources = files.stream().map(Source::new).toList();
    return (JavacTask) javac.getTask(Writer.nullWriter(), memory, findings, options, null, sources);
  }
}
