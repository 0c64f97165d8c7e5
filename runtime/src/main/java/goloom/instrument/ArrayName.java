package goloom.instrument;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.StackInstruction;

/** What the array that an element is read from or written to is called in the source. */
final class ArrayName {

  private ArrayName() {}

  /** {@code counts} for {@code counts[i]}; empty where the code doesn't show it plainly. */
  static String ofLoad(MethodShape shape, int load) {
    int index = Operands.previous(shape, load);
    if (index >= 0
        && shape.elements().get(index) instanceof StackInstruction twice
        && twice.opcode() == Opcode.DUP2) {
      index = Operands.previous(shape, index); // counts[i]++
    }
    return Operands.name(shape, Operands.beforeValue(shape, index));
  }

  /** The same for {@code counts[i] = …}. */
  static String ofStore(MethodShape shape, int store) {
    int value = Operands.previous(shape, store);
    if (value >= 0
        && shape.elements().get(value) instanceof StackInstruction again
        && (again.opcode() == Opcode.DUP_X2 || again.opcode() == Opcode.DUP2_X2)) {
      value = Operands.previous(shape, value); // the value of the whole is used: x = counts[i] = …
    }
    int index = Operands.beforeValue(shape, value);
    return Operands.name(shape, Operands.beforeValue(shape, index));
  }
}
