package goloom.instrument;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The rewriter: from the classes that the compiler made of one program to the classes that run.
 *
 * <p>A pure function of its input: no class of the user's is loaded, nothing is remembered. The
 * same input gives the same bytes. {@code docs/rewriter.md} says what is rewritten into what, and
 * why.
 */
public final class Rewriter {

  /** Which scheduler the classes will run on. */
  public enum Mode {
    /** The deterministic one: everything is governed. */
    SIM,
    /** The same, but nobody will look for races or search: accesses are not reported. */
    UNWATCHED,
    /** Threads and the real clock: only source sites are marked. */
    REAL;

    /** Whether the classes will run on the deterministic scheduler. */
    boolean governs() {
      return this != REAL;
    }
  }

  /** What becomes of calls that a run's box refuses anyway. */
  public enum Refusals {
    /** They throw, and name what isn't allowed. */
    BY_NAME,
    /** They stay as they are. */
    NONE
  }

  /**
   * A class, before or after.
   *
   * @param name its binary name, {@code Main$1}
   * @param bytes its class file
   */
  @SuppressWarnings("ArrayRecordComponent") // A class file is bytes to every API that takes one.
  public record Input(String name, byte[] bytes) {}

  /**
   * What became of a program.
   *
   * @param classes the rewritten classes, in the order given
   * @param sites the numbered source positions, one a line, the first line being number 0: {@code
   *     file<TAB>line<TAB>function<TAB>name}
   * @param notes what could not be governed, in words for the user
   */
  public record Result(List<Input> classes, String sites, List<String> notes) {}

  private Rewriter() {}

  /** Rewrites all classes of one program together; what is refused is refused by name. */
  public static Result rewrite(List<Input> classes, Mode mode) {
    return rewrite(classes, mode, Refusals.BY_NAME);
  }

  /** Rewrites all classes of one program together. */
  public static Result rewrite(List<Input> classes, Mode mode, Refusals refusals) {
    var world = World.of(classes, refusals);
    var sites = new Sites();
    var notes = new ArrayList<String>();
    var rewritten = new ArrayList<Input>(classes.size());
    for (var input : classes) {
      var model = world.model(input);
      var bytes = new ClassPass(world, sites, mode, model, notes).rewrite();
      rewritten.add(new Input(input.name(), bytes));
    }
    return new Result(List.copyOf(rewritten), sites.table(), List.copyOf(notes));
  }

  /**
   * Rewrites one class that a program has made at run time. Its calls are governed; its lines have
   * no numbers, so its accesses aren't watched and reports name nothing made there.
   *
   * @param classFile given back as it is where it is none: the JVM says what is wrong with it
   */
  public static byte[] rewriteDefined(byte[] classFile) {
    try {
      var input = new Input("", classFile);
      var world = World.of(List.of(input), Refusals.BY_NAME);
      return new ClassPass(world, Sites.nowhere(), Mode.SIM, world.model(input), new ArrayList<>())
          .rewrite();
    } catch (IllegalArgumentException malformed) {
      return classFile;
    }
  }

  /** A class file context that resolves supertypes among the program's own classes first. */
  static ClassFile context(ClassHierarchyResolver resolver) {
    return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
  }

  /** The internal name of a class, {@code java/util/List}. */
  static String internalName(ClassModel model) {
    return model.thisClass().asInternalName();
  }
}
