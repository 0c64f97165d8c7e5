package goloom.instrument;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;

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

  private record Call(
      Around around,
      Opcode opcode,
      ClassDesc owner,
      String name,
      MethodTypeDesc type,
      boolean inInterface) {
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

  /** Calls through a method that puts something around it. */
  void call(CodeBuilder code, InvokeInstruction invoke, Around around) {
    var call =
        new Call(
            around,
            invoke.opcode(),
            invoke.owner().asSymbol(),
            invoke.name().stringValue(),
            invoke.typeSymbol(),
            invoke.isInterface());
    var name = names.computeIfAbsent(call, c -> "goloom$" + c.name + "$" + names.size());
    boolean inInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    code.invokestatic(model.thisClass().asSymbol(), name, call.bridgeType(), inInterface);
  }

  void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    names.forEach((call, name) ->
        builder.withMethodBody(name, call.bridgeType(), flags, code -> body(code, call)));
  }

  private static void body(CodeBuilder code, Call call) {
    int entered = code.allocateLocal(TypeKind.REFERENCE);
    if (call.isStatic()) {
      code.aconst_null();
    } else {
      code.aload(0);
    }
    code.invokestatic(call.around.hooks, "enter", ENTER).astore(entered);
    var start = code.newBoundLabel();
    int slot = 0;
    for (var parameter : call.bridgeType().parameterList()) {
      var kind = TypeKind.from(parameter);
      code.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    code.invoke(call.opcode, call.owner, call.name, call.type, call.inInterface);
    var end = code.newBoundLabel();
    exit(code, call, entered);
    code.return_(TypeKind.from(call.type.returnType()));
    var handler = code.newBoundLabel();
    code.exceptionCatchAll(start, end, handler);
    exit(code, call, entered);
    code.athrow();
  }

  private static void exit(CodeBuilder code, Call call, int entered) {
    code.aload(entered).invokestatic(call.around.hooks, "exit", Hook.OBJECT_VOID);
  }
}
