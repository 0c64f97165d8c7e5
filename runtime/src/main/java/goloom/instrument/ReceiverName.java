package goloom.instrument;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Set;

/**
 * The name of the variable that a method is called on, where the code before the call shows it
 * plainly.
 */
final class ReceiverName {

  private ReceiverName() {}

  /** Classes whose static methods do something to their first argument. */
  private static final Set<String> ON_THE_FIRST =
      Set.of("java/util/Arrays", "java/util/Collections");

  /**
   * {@code lock} for {@code lock.tryLock(1, SECONDS)}, {@code Main.lock} where that is a field.
   *
   * @param call the index of the call in the method's elements
   * @return empty where there are jumps in the arguments
   */
  static String of(MethodShape shape, int call) {
    if (!(shape.elements().get(call) instanceof InvokeInstruction invoke)) {
      return "";
    }
    int arguments = invoke.typeSymbol().parameterCount();
    if (invoke.opcode() == Opcode.INVOKESTATIC) {
      if (arguments == 0 || !ON_THE_FIRST.contains(invoke.owner().asInternalName())) {
        return "";
      }
      arguments--;
    }
    int at = Operands.previous(shape, call);
    for (; arguments > 0 && at >= 0; arguments--) {
      at = Operands.beforeValue(shape, at);
    }
    return Operands.name(shape, at);
  }
}
