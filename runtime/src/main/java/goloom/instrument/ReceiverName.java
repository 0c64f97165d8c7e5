package goloom.instrument;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;

/**
 * The name of the variable that a method is called on, where the code before the call shows it
 * plainly.
 */
final class ReceiverName {

  private ReceiverName() {}

  /**
   * {@code lock} for {@code lock.tryLock(1, SECONDS)}, {@code Main.lock} where that is a field.
   *
   * @param call the index of the call in the method's elements
   * @return empty where arguments are more than variables, fields and constants
   */
  static String of(MethodShape shape, int call) {
    if (!(shape.elements().get(call) instanceof InvokeInstruction invoke)
        || invoke.opcode() == Opcode.INVOKESTATIC) {
      return "";
    }
    int arguments = invoke.typeSymbol().parameterCount();
    int at = previous(shape, call);
    for (; arguments > 0 && at >= 0; arguments--) {
      at = beforeValue(shape, at);
    }
    return at < 0 ? "" : name(shape, at);
  }

  /** The instruction before the one that pushed a value, or −1 where that isn't simple. */
  private static int beforeValue(MethodShape shape, int at) {
    return switch (shape.elements().get(at)) {
      case LoadInstruction _, ConstantInstruction _ -> previous(shape, at);
      case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> previous(shape, at);
      case FieldInstruction field when field.opcode() == Opcode.GETFIELD -> {
        int object = previous(shape, at);
        yield object >= 0 && shape.elements().get(object) instanceof LoadInstruction
            ? previous(shape, object)
            : -1;
      }
      default -> -1;
    };
  }

  private static String name(MethodShape shape, int at) {
    CodeElement pushed = shape.elements().get(at);
    return switch (pushed) {
      case LoadInstruction load -> ResultName.local(shape, load.slot(), at);
      case FieldInstruction field ->
          field.owner().asInternalName().replace('/', '.') + "." + field.name().stringValue();
      default -> "";
    };
  }

  private static int previous(MethodShape shape, int at) {
    int i = at - 1;
    while (i >= 0 && !(shape.elements().get(i) instanceof Instruction)) {
      i--;
    }
    return i;
  }
}
