package goloom.instrument;

import goloom.instrument.ClassPass.Density;
import goloom.instrument.Rewriter.Mode;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the code of one method, an instruction at a time.
 *
 * <p>The class file API may build a method twice (when jumps turn out long), so an instance serves
 * one attempt.
 */
final class CodePass implements CodeTransform {

  /** The method being rewritten. */
  record Place(String file, String className, MethodModel method) {
    String function() {
      return className + "." + method.methodName().stringValue();
    }

    boolean isConstructorOfEnum() {
      return method.methodName().equalsString("<init>")
          && method
              .parent()
              .flatMap(ClassModel::superclass)
              .map(s -> s.asInternalName())
              .orElse("")
              .equals("java/lang/Enum");
    }

    boolean isSynchronized() {
      return has(ClassFile.ACC_SYNCHRONIZED);
    }

    boolean isStatic() {
      return has(ClassFile.ACC_STATIC);
    }

    private boolean has(int flag) {
      return (method.flags().flagsMask() & flag) != 0;
    }

    ClassDesc self() {
      return ClassDesc.of(className);
    }

    boolean isClassInitialiser() {
      return method.methodName().equalsString("<clinit>");
    }
  }

  private static final String THREAD = "java/lang/Thread";

  private final World world;
  private final Sites sites;
  private final Mode mode;
  private final Density density;
  private final Place place;
  private final MethodShape shape;
  private final Calls calls;
  private final AccessHooks hooks;

  /** Whether the object that a constructor is for is one: its superclass's has been called. */
  private boolean constructed;

  /** Objects made whose constructors have not been called. */
  private int unfinished;

  private int index;
  private int line;
  private @Nullable Label bodyStart;
  private int lock = -1;

  /** Null where points count on the shared field. */
  private @Nullable LocalBudget budget;

  CodePass(
      World world,
      Sites sites,
      Mode mode,
      Density density,
      Place place,
      MethodShape shape,
      Bridges bridges) {
    this.world = world;
    this.sites = sites;
    this.mode = mode;
    this.density = density;
    this.place = place;
    this.shape = shape;
    this.calls = new Calls(world, bridges, mode == Mode.SIM && density == Density.WATCHED);
    this.hooks = new AccessHooks(sites, place, shape);
    this.constructed = !place.method().methodName().equalsString("<init>");
  }

  static int length(MethodModel method) {
    return method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
  }

  @Override
  public void atStart(CodeBuilder code) {
    if (!mode.governs()) {
      return;
    }
    // What is put in front belongs to the method's first line.
    line = shape.firstLine();
    if (line > 0) {
      code.lineNumber(line);
    }
    if (keepsBudget()) {
      budget = LocalBudget.begin(code);
    }
    if (place.isClassInitialiser()) {
      code.invokestatic(Hook.OWNER, "clinitEnter", Hook.VOID);
      bodyStart = code.newBoundLabel();
    } else if (shape.calls() || place.isSynchronized()) {
      point(code);
    }
    if (watched() && usesOwnClass()) {
      place.method().parent().ifPresent(self -> Shadows.use(code, self));
    }
    if (place.isSynchronized()) {
      lock = code.allocateLocal(TypeKind.REFERENCE);
      if (place.isStatic()) {
        code.loadConstant(place.self());
      } else {
        code.aload(0);
      }
      code.dup().astore(lock);
      site(code, "");
      code.invokestatic(Hook.MONITORS, "enter", Hook.OBJECT_VOID);
      bodyStart = code.newBoundLabel();
    }
  }

  /** Whether the method is one of those by which a class comes into use. */
  private boolean usesOwnClass() {
    return !place.isClassInitialiser()
        && (place.isStatic() || !constructed)
        && (place.method().flags().flagsMask() & ClassFile.ACC_SYNTHETIC) == 0
        && place.method().parent().filter(Shadows::isInitialised).isPresent();
  }

  private boolean keepsBudget() {
    return shape.tightLoop()
        && isDense()
        && length(place.method()) <= LocalBudget.LONGEST
        && !place.isClassInitialiser()
        && !place.isSynchronized();
  }

  /** What ends a class initialiser or a synchronized method, however it is left. */
  private void leave(CodeBuilder code) {
    if (lock < 0) {
      if (watched()) {
        place
            .method()
            .parent()
            .filter(Shadows::isInitialised)
            .ifPresent(self -> Shadows.initialised(code, self));
      }
      code.invokestatic(Hook.OWNER, "clinitExit", Hook.VOID);
    } else {
      code.aload(lock);
      code.invokestatic(Hook.MONITORS, "exit", Hook.OBJECT_VOID);
    }
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    int at = index++;
    switch (element) {
      case LineNumber number -> {
        line = number.line();
        code.with(number);
      }
      case FieldInstruction field -> {
        access(code, field);
      }
      case ArrayLoadInstruction load -> {
        densePoint(code);
        if (watched()) {
          hooks.load(code, load, at, line, budget);
        }
        code.with(load);
      }
      case ArrayStoreInstruction store -> {
        densePoint(code);
        if (watched() && !shape.initialises(at)) {
          hooks.store(code, store, at, line, budget);
        }
        code.with(store);
      }
      case InvokeInstruction invoke -> {
        call(code, invoke, at);
      }
      case MonitorInstruction monitor when mode.governs() -> {
        boolean enter = monitor.opcode() == Opcode.MONITORENTER;
        if (enter) {
          point(code);
          site(code, "");
        }
        around(
            code,
            () -> code.invokestatic(Hook.MONITORS, enter ? "enter" : "exit", Hook.OBJECT_VOID));
      }
      case NewObjectInstruction made -> {
        unfinished++;
        if (mode.governs()) {
          around(code, () -> calls.construct(code, made));
        } else {
          code.with(made);
        }
      }
      case InvokeDynamicInstruction dynamic when mode.governs() ->
          around(code, () -> calls.dynamic(code, dynamic));
      case ReturnInstruction exit -> {
        if (mode.governs() && place.isConstructorOfEnum()) {
          code.aload(0);
          code.invokestatic(Hook.IDENTITIES, "enumConstant", Hook.ENUM_VOID);
        }
        if (bodyStart != null) {
          leave(code);
        }
        publish(code);
        code.with(exit);
      }
      case ThrowInstruction thrown -> {
        publish(code);
        code.with(thrown);
      }
      case LabelTarget target -> {
        code.with(target);
        if (budget != null && shape.handlers().contains(target.label())) {
          budget.caught(code);
        }
      }
      default -> {
        if (shape.backEdges().contains(at)) {
          point(code);
        }
        code.with(element);
      }
    }
  }

  @Override
  public void atEnd(CodeBuilder code) {
    if (bodyStart != null) {
      // Emitted last, so that it comes after the method's own handlers in the table.
      var handler = code.newBoundLabel();
      code.exceptionCatchAll(bodyStart, handler, handler);
      leave(code);
      code.athrow();
    }
  }

  private void access(CodeBuilder code, FieldInstruction access) {
    var field = world.sharedField(access.owner().asInternalName(), access.name().stringValue());
    if (field != null) {
      densePoint(code);
    }
    if (initialises(access.opcode(), access.owner().asInternalName())) {
      around(
          code,
          () -> {
            var used = watched() ? world.initialisedOwner(access) : null;
            if (used != null) {
              Shadows.use(code, used);
            }
            watch(code, access, field, null);
            code.with(access);
          });
    } else {
      watch(code, access, field, budget);
      code.with(access);
    }
  }

  private void watch(
      CodeBuilder code,
      FieldInstruction access,
      @Nullable FieldModel field,
      @Nullable LocalBudget kept) {
    // A hook can't be given an object before its superclass's constructor has run.
    boolean possible = constructed || access.opcode() != Opcode.PUTFIELD;
    if (field != null && watched() && possible) {
      hooks.field(code, access, field, line, kept);
    }
  }

  private boolean watched() {
    return mode == Mode.SIM && density == Density.WATCHED;
  }

  private void call(CodeBuilder code, InvokeInstruction invoke, int at) {
    var owner = invoke.owner().asInternalName();
    boolean constructor = invoke.name().equalsString("<init>");
    if (!world.isUser(owner) && !owner.startsWith("[") && !Immutable.contains(owner)) {
      if (!constructor) {
        densePoint(code);
      }
      boolean own = constructor || owner.startsWith("goloom/");
      site(code, own ? ResultName.of(shape, at) : variable(at));
    } else if (constructor && mode.governs() && calls.constructs(owner)) {
      site(code, ResultName.of(shape, at));
    }
    if (world.refusals() == Rewriter.Refusals.BY_NAME) {
      if (watched() && owner.startsWith("[") && invoke.name().equalsString("clone")) {
        hooks.clone(code, line);
      }
      refuse(code, owner, invoke);
    }
    if (mode.governs()) {
      if (LocalBudget.mayRunOthers(invoke)) {
        around(code, () -> calls.call(code, invoke));
      } else {
        calls.call(code, invoke);
      }
    } else {
      thread(code, owner, invoke);
    }
    if (constructor && unfinished == 0) {
      constructed = true;
    } else if (constructor) {
      unfinished--;
      if (watched() && Library.find(owner).filter(c -> Sharing.isPlain(c)).isPresent()) {
        code.dup().invokestatic(Hook.SHARED_CALLS, "made", Hook.OBJECT_VOID);
      }
    }
  }

  /**
   * A call as it is; but a thread that a goroutine makes is a daemon no more than one of main's is
   * in Java, though a goroutine, being a virtual thread, would have it inherit that.
   */
  private void thread(CodeBuilder code, String owner, InvokeInstruction invoke) {
    if (!owner.equals(THREAD)) {
      code.with(invoke);
    } else if (invoke.name().equalsString("ofPlatform")) {
      code.invokestatic(Hook.THREADS, "ofPlatform", invoke.typeSymbol());
    } else if (invoke.name().equalsString("<init>")) {
      code.with(invoke);
      if (unfinished == 0) {
        code.aload(0); // a subclass's constructor
      } else {
        code.dup();
      }
      code.invokestatic(Hook.THREADS, "made", Hook.THREAD_VOID);
    } else {
      code.with(invoke);
    }
  }

  private void refuse(CodeBuilder code, String owner, InvokeInstruction invoke) {
    var name = invoke.name().stringValue();
    var owners = world.libraryOwners(owner, name, invoke.type().stringValue());
    // Where the JDK hasn't got the class, the name alone tells.
    Surroundings.refused(owners.isEmpty() ? List.of(owner) : owners, name)
        .ifPresent(
            call -> code.loadConstant(call).invokestatic(Hook.OWNER, "refuse", Hook.STRING_VOID));
  }

  /**
   * What a call of the JDK's is named after: the variable it is on, or else the one that takes the
   * result.
   */
  private String variable(int call) {
    var receiver = ReceiverName.of(shape, call);
    return receiver.isEmpty() ? ResultName.of(shape, call) : receiver;
  }

  /** A place where another goroutine may run, left out where the method would grow too large. */
  private void densePoint(CodeBuilder code) {
    if (isDense()) {
      point(code);
    }
  }

  private boolean isDense() {
    return density == Density.FULL || density == Density.WATCHED;
  }

  private void point(CodeBuilder code) {
    if (budget != null) {
      budget.point(code);
    } else if (mode.governs()) {
      code.invokestatic(Hook.OWNER, "step", Hook.VOID);
    }
  }

  /** Emits what may run other code. */
  private void around(CodeBuilder code, Runnable emit) {
    publish(code);
    emit.run();
    if (budget != null) {
      budget.fetch(code);
    }
  }

  private void publish(CodeBuilder code) {
    if (budget != null) {
      budget.publish(code);
    }
  }

  /** Whether the instruction may be the first use of another class of the program's. */
  private boolean initialises(Opcode opcode, String owner) {
    return (opcode == Opcode.GETSTATIC || opcode == Opcode.PUTSTATIC)
        && world.isUser(owner)
        && !owner.equals(place.className().replace('.', '/'));
  }

  private void site(CodeBuilder code, String name) {
    code.loadConstant(sites.number(place.file(), line, place.function(), name));
    code.invokestatic(Hook.OWNER, "site", Hook.INT_VOID);
  }
}
