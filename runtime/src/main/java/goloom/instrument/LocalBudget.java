package goloom.instrument;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * The steps that are left, kept in a local variable of a method with a loop that calls nobody: a
 * compiler keeps that in a register, where the field that all share would be read and written at
 * every scheduling point.
 *
 * <p>The field holds the truth whenever other code may look: it is written before each call and
 * whatever else may run code, such as a class initialiser, and read again afterwards. An exception
 * leaves one of the two behind, so that a handler goes on with the lesser; one that leaves the
 * method may give back what the method has spent since its last call, alike on every run.
 */
final class LocalBudget {
  private static final MethodTypeDesc INT_INT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final MethodTypeDesc LESSER =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

  /**
   * The longest method that gets one, in bytes of code before: a point is longer this way, and a
   * method of more than 8,000 bytes is never compiled to machine code.
   */
  static final int LONGEST = 1_200;

  /** Classes of which those methods that take no objects run nobody else's code. */
  private static final Set<String> PURE =
      Set.of(
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/StrictMath",
          "java/lang/String");

  private final int variable;

  private LocalBudget(int variable) {
    this.variable = variable;
  }

  /** At the start of a method. */
  static LocalBudget begin(CodeBuilder code) {
    var budget = new LocalBudget(code.allocateLocal(TypeKind.INT));
    budget.fetch(code);
    return budget;
  }

  /** A place where another goroutine may run. */
  void point(CodeBuilder code) {
    Label go = code.newLabel();
    code.iinc(variable, -1).iload(variable).ifge(go);
    code.iload(variable).invokestatic(Hook.OWNER, "spent", INT_INT).istore(variable);
    code.labelBinding(go);
  }

  /** Before anything that may run other code, and before the method's end. */
  void publish(CodeBuilder code) {
    code.iload(variable).putstatic(Hook.STEPS, "budget", ConstantDescs.CD_int);
  }

  /** After it. */
  void fetch(CodeBuilder code) {
    code.getstatic(Hook.STEPS, "budget", ConstantDescs.CD_int).istore(variable);
  }

  /** Emits a call that takes the budget as its last argument and gives it back. */
  void through(CodeBuilder code, Runnable emit) {
    code.iload(variable);
    emit.run();
    code.istore(variable);
  }

  /** At the start of an exception handler: the exception came from a call, or from here. */
  void caught(CodeBuilder code) {
    code.iload(variable).getstatic(Hook.STEPS, "budget", ConstantDescs.CD_int);
    code.invokestatic(ClassDesc.of("java.lang.Math"), "min", LESSER).istore(variable);
  }

  /** Whether a call may run code that spends steps. */
  static boolean mayRunOthers(InvokeInstruction invoke) {
    return !PURE.contains(invoke.owner().asInternalName())
        || invoke.typeSymbol().parameterList().stream().anyMatch(p -> !p.isPrimitive());
  }
}
