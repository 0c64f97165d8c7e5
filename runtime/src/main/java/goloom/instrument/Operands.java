package goloom.instrument;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Finds where an operand was pushed, walking back through code without jumps; indices are in a
 * method's elements, and −1 where it isn't plain.
 */
final class Operands {

  private Operands() {}

  /** The instruction before. */
  static int previous(MethodShape shape, int at) {
    int i = at - 1;
    while (i >= 0 && !(shape.elements().get(i) instanceof Instruction)) {
      i--;
    }
    return i;
  }

  /** The instruction before those that pushed a value, the last of them being {@code at}. */
  static int beforeValue(MethodShape shape, int at) {
    int wanted = 1;
    int i = at;
    while (i >= 0) {
      int effect = effect((Instruction) shape.elements().get(i));
      if (effect == UNKNOWN) {
        return -1;
      }
      int taken = effect >> 8;
      int given = effect & 0xff;
      wanted += taken - given;
      i = previous(shape, i);
      if (wanted <= 0) {
        return wanted == 0 ? i : -1;
      }
    }
    return -1;
  }

  /** The variable that the instruction pushes: {@code jobs}, {@code Main.jobs}, {@code grid[…]}. */
  static String name(MethodShape shape, int at) {
    if (at < 0) {
      return "";
    }
    return switch (shape.elements().get(at)) {
      case LoadInstruction load -> local(shape, load.slot(), at);
      case FieldInstruction field ->
          field.owner().asInternalName().replace('/', '.') + "." + field.name().stringValue();
      case ArrayLoadInstruction _ -> {
        var array = name(shape, beforeValue(shape, previous(shape, at)));
        yield array.isEmpty() ? "" : array + "[…]";
      }
      default -> "";
    };
  }

  /**
   * A loop over an array has a variable of javac's for it: what is meant is what that was set to.
   */
  private static String local(MethodShape shape, int slot, int at) {
    var name = ResultName.local(shape, slot, at);
    if (!name.equals(LOOPED_OVER)) {
      return name;
    }
    for (int i = at - 1; i >= 0; i--) {
      if (shape.elements().get(i) instanceof StoreInstruction store && store.slot() == slot) {
        return name(shape, previous(shape, i));
      }
    }
    return "";
  }

  private static final String LOOPED_OVER = "arr$";

  private static final int UNKNOWN = -1;

  /** Values taken and given; a long counts as one. */
  private static int effect(Instruction instruction) {
    return switch (instruction) {
      case LoadInstruction _, ConstantInstruction _ -> effect(0, 1);
      case IncrementInstruction _ -> effect(0, 0);
      case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> effect(0, 1);
      case FieldInstruction field when field.opcode() == Opcode.GETFIELD -> effect(1, 1);
      case ArrayLoadInstruction _ -> effect(2, 1);
      case ArrayStoreInstruction _ -> effect(3, 0);
      case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> effect(1, 1);
      case NewObjectInstruction _ -> effect(0, 1);
      case ConvertInstruction _ -> effect(1, 1);
      case TypeCheckInstruction _ -> effect(1, 1);
      case OperatorInstruction operator -> operator(operator.opcode());
      case StackInstruction stack when stack.opcode() == Opcode.DUP -> effect(0, 1);
      case StackInstruction stack when stack.opcode() == Opcode.DUP2 -> effect(0, 2);
      case InvokeDynamicInstruction dynamic -> call(dynamic.typeSymbol(), 0);
      case InvokeInstruction invoke ->
          call(invoke.typeSymbol(), invoke.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
      default -> UNKNOWN;
    };
  }

  private static int call(MethodTypeDesc type, int receivers) {
    return effect(
        type.parameterCount() + receivers, type.returnType().equals(ConstantDescs.CD_void) ? 0 : 1);
  }

  private static int operator(Opcode opcode) {
    return switch (opcode) {
      case ARRAYLENGTH, INEG, LNEG, FNEG, DNEG -> effect(1, 1);
      default -> effect(2, 1);
    };
  }

  private static int effect(int taken, int given) {
    return taken << 8 | given;
  }
}
