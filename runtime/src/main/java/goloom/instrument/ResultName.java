package goloom.instrument;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;

/** The name of the variable that a call's result goes to at once. */
final class ResultName {

  private ResultName() {}

  /**
   * {@code jobs} for a local variable, {@code Main.done} for a field.
   *
   * @param call the index of the call in the method's elements
   * @return empty where the result isn't stored at once
   */
  static String of(MethodShape shape, int call) {
    for (int i = call + 1; i < shape.elements().size(); i++) {
      switch (shape.elements().get(i)) {
        case LabelTarget _ -> {}
        case LineNumber _ -> {}
        case TypeCheckInstruction check when check.opcode() == Opcode.CHECKCAST -> {}
        case StoreInstruction store -> {
          return local(shape, store.slot(), i);
        }
        case FieldInstruction field
            when field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC -> {
          return field.owner().asInternalName().replace('/', '.').replace('$', '.')
              + "."
              + field.name().stringValue();
        }
        default -> {
          return "";
        }
      }
    }
    return "";
  }

  /** The variable in a slot, as the instruction at an index sees it; empty where it has no name. */
  static String local(MethodShape shape, int slot, int store) {
    for (var variable : shape.variables()) {
      var start = shape.positions().get(variable.startScope());
      var end = shape.positions().get(variable.endScope());
      // A variable's scope begins after the store that initialises it.
      if (variable.slot() == slot
          && start != null
          && end != null
          && store < end
          && start <= nextInstruction(shape, store)) {
        return variable.name().stringValue();
      }
    }
    return "";
  }

  private static int nextInstruction(MethodShape shape, int at) {
    int i = at + 1;
    while (i < shape.elements().size()
        && !(shape.elements().get(i) instanceof java.lang.classfile.Instruction)) {
      i++;
    }
    return i;
  }
}
