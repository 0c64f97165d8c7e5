package goloom.instrument;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a look over a method's code tells before it is rewritten.
 *
 * @param elements the code, in order
 * @param backEdges the indices in {@code elements} of jumps that go back
 * @param positions where each label is bound, as an index in {@code elements}
 * @param variables the local variable table
 * @param calls whether it calls anything but Object's constructor
 * @param handlers where exception handlers begin
 * @param tightLoop whether some loop runs no other code
 */
record MethodShape(
    List<CodeElement> elements,
    Set<Integer> backEdges,
    Map<Label, Integer> positions,
    List<LocalVariable> variables,
    boolean calls,
    Set<Label> handlers,
    boolean tightLoop) {

  static MethodShape of(CodeModel code) {
    var elements = code.elementList();
    var positions = new HashMap<Label, Integer>();
    var backEdges = new HashSet<Integer>();
    var variables = new ArrayList<LocalVariable>();
    var handlers = new HashSet<Label>();
    boolean calls = false;
    boolean tightLoop = false;
    int lastCall = -1;
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case LabelTarget target -> positions.put(target.label(), i);
        case LocalVariable variable -> variables.add(variable);
        case ExceptionCatch handler -> handlers.add(handler.handler());
        case InvokeInstruction invoke -> {
          calls |= !isObjectConstructor(invoke);
          lastCall = LocalBudget.mayRunOthers(invoke) ? i : lastCall;
        }
        case InvokeDynamicInstruction _ -> {
          calls = true;
          lastCall = i;
        }
        case Instruction instruction -> {
          for (var target : targets(instruction)) {
            Integer begin = positions.get(target);
            if (begin != null) {
              backEdges.add(i);
              tightLoop |= begin > lastCall;
            }
          }
        }
        default -> {}
      }
    }
    return new MethodShape(elements, backEdges, positions, variables, calls, handlers, tightLoop);
  }

  /**
   * Whether a store into an array is part of the expression that makes it, {@code new int[] {1}}:
   * nobody else can have the array yet.
   */
  boolean initialises(int store) {
    int value = Operands.previous(this, store);
    int index = Operands.beforeValue(this, value);
    if (index < 0 || !(elements.get(index) instanceof ConstantInstruction)) {
      return false;
    }
    int array = Operands.previous(this, index);
    return array >= 0
        && elements.get(array) instanceof StackInstruction twice
        && twice.opcode() == Opcode.DUP;
  }

  /** Whether the method can run for long: by a loop, or by recursion. */
  boolean canRunLong() {
    return calls || !backEdges.isEmpty();
  }

  /** The first line of source; 0 where unknown. */
  int firstLine() {
    return elements.stream()
        .filter(LineNumber.class::isInstance)
        .mapToInt(e -> ((LineNumber) e).line())
        .findFirst()
        .orElse(0);
  }

  private static boolean isObjectConstructor(InvokeInstruction invoke) {
    return invoke.name().equalsString("<init>")
        && invoke.owner().asInternalName().equals("java/lang/Object");
  }

  private static List<Label> targets(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction branch -> List.of(branch.target());
      case TableSwitchInstruction table -> {
        var all = new ArrayList<Label>(List.of(table.defaultTarget()));
        table.cases().forEach(c -> all.add(c.target()));
        yield all;
      }
      case LookupSwitchInstruction lookup -> {
        var all = new ArrayList<Label>(List.of(lookup.defaultTarget()));
        lookup.cases().forEach(c -> all.add(c.target()));
        yield all;
      }
      default -> List.of();
    };
  }
}
