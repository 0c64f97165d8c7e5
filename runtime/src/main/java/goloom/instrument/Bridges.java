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

  private static final MethodTypeDesc ENTER =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  private record Call(ClassDesc owner, String name, MethodTypeDesc type, boolean isInterface) {
    MethodTypeDesc bridgeType() {
      return type.insertParameterTypes(0, owner);
    }
  }

  private final ClassModel model;
  private final Map<Call, String> names = new LinkedHashMap<>();

  Bridges(ClassModel model) {
    this.model = model;
  }

  /** Calls through a method that holds the receiver's monitor meanwhile. */
  void call(CodeBuilder code, InvokeInstruction invoke) {
    var call =
        new Call(
            invoke.owner().asSymbol(),
            invoke.name().stringValue(),
            invoke.typeSymbol(),
            invoke.opcode() == Opcode.INVOKEINTERFACE);
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
    code.aload(0).invokestatic(Hook.MONITORS, "enterLibrary", ENTER).astore(entered);
    var start = code.newBoundLabel();
    int slot = 0;
    for (var parameter : call.bridgeType().parameterList()) {
      var kind = TypeKind.from(parameter);
      code.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    if (call.isInterface) {
      code.invokeinterface(call.owner, call.name, call.type);
    } else {
      code.invokevirtual(call.owner, call.name, call.type);
    }
    var end = code.newBoundLabel();
    exit(code, entered);
    code.return_(TypeKind.from(call.type.returnType()));
    var handler = code.newBoundLabel();
    code.exceptionCatchAll(start, end, handler);
    exit(code, entered);
    code.athrow();
  }

  private static void exit(CodeBuilder code, int entered) {
    code.aload(entered).invokestatic(Hook.MONITORS, "exitLibrary", Hook.OBJECT_VOID);
  }
}
