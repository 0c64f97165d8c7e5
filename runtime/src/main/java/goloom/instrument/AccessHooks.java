package goloom.instrument;

import goloom.instrument.Shadows.Budget;
import goloom.instrument.Shadows.Use;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * Puts a hook between the scheduling point of an access and the access: it is told which variable,
 * and where. In code that keeps the steps that are left in a local variable, the hook takes them
 * and gives them back, for behind it other goroutines may run.
 */
final class AccessHooks {

  private static final MethodTypeDesc ELEMENT =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  private static final MethodTypeDesc ELEMENT_LOCAL =
      ELEMENT.changeReturnType(ConstantDescs.CD_int).insertParameterTypes(3, ConstantDescs.CD_int);

  private final Sites sites;
  private final CodePass.Place place;
  private final MethodShape shape;

  AccessHooks(Sites sites, CodePass.Place place, MethodShape shape) {
    this.sites = sites;
    this.place = place;
    this.shape = shape;
  }

  /** Before the access of a field; the operands are on the stack. */
  void field(
      CodeBuilder code,
      FieldInstruction access,
      FieldModel field,
      int line,
      @Nullable LocalBudget budget) {
    switch (access.opcode()) {
      case GETSTATIC, PUTSTATIC -> {}
      case GETFIELD -> code.dup();
      case PUTFIELD -> {
        if (TypeKind.from(access.typeSymbol()).slotSize() == 1) {
          code.dup2().pop();
        } else {
          code.dup2_x1().pop2().dup();
        }
      }
      default -> throw new IllegalArgumentException("not an access of a field: " + access);
    }
    boolean read = access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.GETSTATIC;
    var use = read ? Use.READ : Use.WRITE;
    var owner = Shadows.owner(field);
    var name = name(field);
    code.loadConstant(sites.access(place.file(), line, place.function(), name, name));
    if (budget == null) {
      code.invokestatic(owner, Shadows.method(field, use), Shadows.type(field, Budget.SHARED));
    } else {
      budget.through(
          code,
          () ->
              code.invokestatic(
                  owner, Shadows.method(field, use), Shadows.type(field, Budget.LOCAL)));
    }
    if (access.opcode() == Opcode.PUTFIELD && TypeKind.from(access.typeSymbol()).slotSize() == 2) {
      code.dup_x2().pop();
    }
  }

  /** {@code Main.Node.next}. */
  private static String name(FieldModel field) {
    var owner = field.parent().orElseThrow().thisClass().asInternalName();
    return owner.replace('/', '.').replace('$', '.') + "." + field.fieldName().stringValue();
  }

  /** Before an element is read; array and index are on the stack. */
  void load(
      CodeBuilder code, ArrayLoadInstruction load, int at, int line, @Nullable LocalBudget budget) {
    element(code, Use.READ, site(load.typeKind(), ArrayName.ofLoad(shape, at), line), budget);
  }

  /** Before an element is written; array, index and value are on the stack. */
  void store(
      CodeBuilder code,
      ArrayStoreInstruction store,
      int at,
      int line,
      @Nullable LocalBudget budget) {
    int site = site(store.typeKind(), ArrayName.ofStore(shape, at), line);
    var kind = store.typeKind().asLoadable();
    int value = code.allocateLocal(kind);
    code.storeLocal(kind, value);
    element(code, Use.WRITE, site, budget);
    code.loadLocal(kind, value);
  }

  /** Before an array is cloned. */
  void clone(CodeBuilder code, int line) {
    code.dup().loadConstant(sites.access(place.file(), line, place.function(), "", "clone"));
    code.invokestatic(
        Hook.WATCH,
        "readAll",
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_int));
  }

  private int site(TypeKind kind, String name, int line) {
    return sites.access(place.file(), line, place.function(), name, kind + "[]");
  }

  private static void element(CodeBuilder code, Use use, int site, @Nullable LocalBudget budget) {
    code.dup2().loadConstant(site);
    var hook = use.hook + "Element";
    if (budget == null) {
      code.invokestatic(Hook.WATCH, hook, ELEMENT);
    } else {
      budget.through(code, () -> code.invokestatic(Hook.WATCH, hook, ELEMENT_LOCAL));
    }
  }
}
