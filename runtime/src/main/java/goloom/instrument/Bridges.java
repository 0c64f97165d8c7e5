package goloom.instrument;

import goloom.race.Op;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Methods added to a class, each of which makes one call of the JDK's with something around it.
 * Without them each call would need an exception handler in the middle of an expression, where the
 * operand stack is not empty.
 */
final class Bridges {

  /**
   * What is put around a call: a hook before it, given the receiver, and one after it, given what
   * the first gave.
   */
  @SuppressWarnings("ImmutableEnumChecker") // A ClassDesc is immutable.
  enum Around {
    /**
     * The receiver's monitor is held, or the goroutine stays on its processor while the JDK holds a
     * lock.
     */
    LOCK("Libraries"),
    /** The processor is handed off, as in a system call. */
    BLOCKING("Blocking");

    private final ClassDesc hooks;

    Around(String hooks) {
      this.hooks = ClassDesc.of("goloom.hooks." + hooks);
    }
  }

  private static final MethodTypeDesc ENTER =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  /**
   * A call, with what is put around it.
   *
   * @param around null for nothing
   * @param op what it does to what is shared, as {@link Op} says
   */
  record Call(
      @Nullable Around around,
      int op,
      Opcode opcode,
      ClassDesc owner,
      String name,
      MethodTypeDesc type,
      boolean inInterface) {

    static Call of(InvokeInstruction invoke) {
      return new Call(
          null,
          0,
          invoke.opcode(),
          invoke.owner().asSymbol(),
          invoke.name().stringValue(),
          invoke.typeSymbol(),
          invoke.isInterface());
    }

    static Call of(ClassDesc owner, String name, MethodTypeDesc type) {
      return new Call(null, 0, Opcode.INVOKESTATIC, owner, name, type, false);
    }

    static Call of(DirectMethodHandleDesc handle, String descriptor) {
      var opcode =
          switch (handle.kind()) {
            case STATIC, INTERFACE_STATIC -> Opcode.INVOKESTATIC;
            case INTERFACE_VIRTUAL -> Opcode.INVOKEINTERFACE;
            default -> Opcode.INVOKEVIRTUAL;
          };
      return new Call(
          null,
          0,
          opcode,
          handle.owner(),
          handle.methodName(),
          MethodTypeDesc.ofDescriptor(descriptor),
          handle.isOwnerInterface());
    }

    Call with(Around more) {
      return new Call(more, op, opcode, owner, name, type, inInterface);
    }

    Call with(int does) {
      return new Call(around, does, opcode, owner, name, type, inInterface);
    }

    Call with(MethodTypeDesc other) {
      return new Call(around, op, opcode, owner, name, other, inInterface);
    }

    void emit(CodeBuilder code) {
      code.invoke(opcode, owner, name, type, inInterface);
    }

    boolean isStatic() {
      return opcode == Opcode.INVOKESTATIC;
    }

    MethodTypeDesc bridgeType() {
      return isStatic() ? type : type.insertParameterTypes(0, owner);
    }
  }

  private final ClassModel model;
  private final Map<Call, String> names = new LinkedHashMap<>();

  Bridges(ClassModel model) {
    this.model = model;
  }

  /** Calls, through a method that puts something around it where there is something to put. */
  void call(CodeBuilder code, Call call) {
    if (call.around == null && call.op == 0) {
      call.emit(code);
    } else {
      code.invokestatic(model.thisClass().asSymbol(), name(call), call.bridgeType(), inInterface());
    }
  }

  /** A reference to the method that makes the call. */
  DirectMethodHandleDesc reference(Call call) {
    var kind =
        inInterface()
            ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
            : DirectMethodHandleDesc.Kind.STATIC;
    return MethodHandleDesc.ofMethod(
        kind, model.thisClass().asSymbol(), name(call), call.bridgeType());
  }

  private String name(Call call) {
    return names.computeIfAbsent(call, c -> "goloom$" + c.name + "$" + names.size());
  }

  private boolean inInterface() {
    return (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
  }

  void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    names.forEach((call, name) ->
        builder.withMethodBody(name, call.bridgeType(), flags, code -> body(code, call)));
  }

  private static void body(CodeBuilder code, Call call) {
    int entered = code.allocateLocal(TypeKind.REFERENCE);
    if (call.op == Op.STAGE) {
      beginStage(code, call, entered);
    }
    enter(code, call, entered);
    var start = code.newBoundLabel();
    int slot = 0;
    for (var parameter : call.bridgeType().parameterList()) {
      var kind = TypeKind.from(parameter);
      code.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    call.emit(code);
    var end = code.newBoundLabel();
    exit(code, call, entered);
    if (call.op == Op.STAGE) {
      code.dup().aload(entered).swap();
      code.invokestatic(Hook.STAGES, "end", OBJECTS_VOID);
    } else {
      returned(code, call);
    }
    code.return_(TypeKind.from(call.type.returnType()));
    var handler = code.newBoundLabel();
    code.exceptionCatchAll(start, end, handler);
    exit(code, call, entered);
    after(code, call, "thrown");
    code.athrow();
  }

  private static void enter(CodeBuilder code, Call call, int entered) {
    if (call.op != 0) {
      before(code, call);
    }
    if (call.around != null) {
      if (call.isStatic()) {
        code.aconst_null();
      } else {
        code.aload(0);
      }
      code.invokestatic(call.around.hooks, "enter", ENTER).astore(entered);
    }
  }

  private static void exit(CodeBuilder code, Call call, int entered) {
    if (call.around != null) {
      code.aload(entered).invokestatic(call.around.hooks, "exit", Hook.OBJECT_VOID);
    }
  }

  /** What a stage runs is wrapped, and what it depends on is told; the token is kept. */
  private static void beginStage(CodeBuilder code, Call call, int token) {
    code.invokestatic(Hook.STAGES, "begin", MethodTypeDesc.of(ConstantDescs.CD_Object));
    code.astore(token);
    int slot = 0;
    for (var parameter : call.bridgeType().parameterList()) {
      var type = parameter.descriptorString();
      if (BODIES.contains(type)) {
        code.aload(slot).aload(token);
        code.invokestatic(
            Hook.STAGES, "wrap", MethodTypeDesc.of(parameter, parameter, ConstantDescs.CD_Object));
        code.astore(slot);
      } else if (type.contains("Ljava/util/concurrent/Comple")) {
        code.aload(token).aload(slot).invokestatic(Hook.STAGES, "depends", OBJECTS_VOID);
      }
      slot += TypeKind.from(parameter).slotSize();
    }
  }

  private static final Set<String> BODIES =
      Set.of(
          "Ljava/util/function/Function;",
          "Ljava/util/function/BiFunction;",
          "Ljava/util/function/Consumer;",
          "Ljava/util/function/BiConsumer;",
          "Ljava/util/function/Supplier;",
          "Ljava/lang/Runnable;");

  private static final MethodTypeDesc OBJECTS_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  // What is shared
  // --------------

  private static void before(CodeBuilder code, Call call) {
    var parameters = call.bridgeType().parameterList();
    if (call.op == Op.STAGE || call.op == Op.HANDLE) {
      return;
    }
    if (isHandle(call)) {
      variable(code, call);
      code.loadConstant(call.op).invokestatic(Hook.HANDLES, "before", HANDLE_USE);
      return;
    }
    if (call.name.equals("arraycopy")) {
      code.aload(0).iload(1).aload(2).iload(3).iload(4);
      code.invokestatic(Hook.SHARED_CALLS, "copy", COPY);
      return;
    }
    boolean array = parameters.getFirst().isArray();
    boolean ranged =
        array
            && parameters.size() >= 3
            && parameters.get(1).equals(ConstantDescs.CD_int)
            && parameters.get(2).equals(ConstantDescs.CD_int);
    if (ranged) {
      code.aload(0).iload(1).iload(2).loadConstant(call.op);
      code.invokestatic(Hook.SHARED_CALLS, "range", RANGE);
      return;
    }
    if (call.op == Op.SUBMIT) {
      submit(code, parameters.get(1));
    }
    element(code, call);
    code.aload(0).loadConstant(call.op).invokestatic(Hook.SHARED_CALLS, "before", OBJECT_INT_VOID);
    if (array && parameters.size() > 1 && parameters.get(1).isArray()) {
      code.aload(1).loadConstant(Op.READ);
      code.invokestatic(Hook.SHARED_CALLS, "before", OBJECT_INT_VOID);
    }
  }

  private static void submit(CodeBuilder code, ClassDesc task) {
    code.aload(1).aload(0);
    code.invokestatic(
        Hook.SHARED_CALLS, "task", MethodTypeDesc.of(task, task, ConstantDescs.CD_Object));
    code.astore(1);
  }

  /** After the call, its result on the stack. */
  private static void returned(CodeBuilder code, Call call) {
    if (call.op == 0) {
      return;
    }
    var result = call.type.returnType();
    if (call.op == Op.HANDLE) {
      made(code, call);
    } else if (isHandle(call)) {
      used(code, call, result);
    } else if (!result.isPrimitive()) {
      after(code, call, TypeKind.REFERENCE, ConstantDescs.CD_Object);
    } else if (result.equals(ConstantDescs.CD_boolean)
        || result.equals(ConstantDescs.CD_long)
        || call.op == Op.BARRIER) {
      after(code, call, TypeKind.from(result), result);
    } else {
      after(code, call, "after");
    }
  }

  private static void after(CodeBuilder code, Call call, TypeKind kind, ClassDesc type) {
    int kept = code.allocateLocal(kind);
    code.storeLocal(kind, kept);
    element(code, call);
    code.aload(0).loadLocal(kind, kept).loadConstant(call.op);
    code.invokestatic(
        Hook.SHARED_CALLS,
        "after",
        MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_Object, type, ConstantDescs.CD_int));
    code.loadLocal(kind, kept);
  }

  /** Whether the call is on a handle of a variable. */
  private static boolean isHandle(Call call) {
    var owner = call.owner.descriptorString();
    return owner.equals("Ljava/lang/invoke/VarHandle;") || owner.endsWith("FieldUpdater;");
  }

  /** Loads the handle, the object or array that it is used on, and the index. */
  private static void variable(CodeBuilder code, Call call) {
    var parameters = call.bridgeType().parameterList();
    boolean object = parameters.size() > 1 && !parameters.get(1).isPrimitive();
    boolean index =
        object && parameters.size() > 2 && parameters.get(2).equals(ConstantDescs.CD_int);
    code.aload(0);
    if (object) {
      code.aload(1);
    } else {
      code.aconst_null();
    }
    if (index) {
      code.iload(2);
    } else {
      code.iconst_m1();
    }
  }

  private static void used(CodeBuilder code, Call call, ClassDesc result) {
    boolean tells = result.equals(ConstantDescs.CD_boolean) && (call.op & Op.CAS) != 0;
    if (tells) {
      code.dup();
    } else {
      code.iconst_1();
    }
    int success = code.allocateLocal(TypeKind.INT);
    code.istore(success);
    variable(code, call);
    code.iload(success).loadConstant(call.op);
    code.invokestatic(Hook.HANDLES, "after", HANDLE_USED);
  }

  /** A handle has been made, of a field by the class and name that are given, or of arrays. */
  private static void made(CodeBuilder code, Call call) {
    code.dup();
    var parameters = call.bridgeType().parameterList();
    int slot = 0;
    boolean type = false;
    boolean name = false;
    for (var parameter : parameters) {
      if (parameter.equals(ConstantDescs.CD_Class) && !type) {
        code.aload(slot);
        type = true;
      }
      slot += TypeKind.from(parameter).slotSize();
    }
    slot = 0;
    for (var parameter : parameters) {
      if (parameter.equals(ConstantDescs.CD_String) && !name) {
        code.aload(slot);
        name = true;
      }
      slot += TypeKind.from(parameter).slotSize();
    }
    if (!name) {
      code.aconst_null();
    }
    code.invokestatic(
        Hook.HANDLES,
        "made",
        MethodTypeDesc.of(
            ConstantDescs.CD_void,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_Class,
            ConstantDescs.CD_String));
  }

  private static final MethodTypeDesc HANDLE_USE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  private static final MethodTypeDesc HANDLE_USED =
      HANDLE_USE.insertParameterTypes(3, ConstantDescs.CD_boolean);

  private static void after(CodeBuilder code, Call call, String hook) {
    if (call.op != 0 && call.op != Op.STAGE && call.op != Op.HANDLE && !isHandle(call)) {
      element(code, call);
      code.aload(0).loadConstant(call.op).invokestatic(Hook.SHARED_CALLS, hook, OBJECT_INT_VOID);
    }
  }

  /** Says which element of an array of atomics the call is about. */
  private static void element(CodeBuilder code, Call call) {
    var parameters = call.bridgeType().parameterList();
    if (parameters.getFirst().descriptorString().matches("Ljava/util/concurrent/atomic/.*Array;")
        && parameters.size() > 1
        && parameters.get(1).equals(ConstantDescs.CD_int)) {
      code.iload(1).invokestatic(Hook.SHARED_CALLS, "element", Hook.INT_VOID);
    }
  }

  private static final MethodTypeDesc OBJECT_INT_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_int);

  private static final MethodTypeDesc RANGE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  private static final MethodTypeDesc COPY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
}
