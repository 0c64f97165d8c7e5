package goloom.instrument;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;

/**
 * Gives a class a shadow field for each field that goroutines can share, and the methods that all
 * code calls before it reads or writes the field. A volatile field's shadow is the clock by which
 * its writes are ordered before its reads.
 */
final class Shadows {

  private static final String PREFIX = "goloom$";

  private static final int METHOD_FLAGS =
      ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  /** What is done to a field. */
  enum Use {
    READ("read", "knowsRead"),
    WRITE("write", "knowsWrite");

    final String hook;
    private final String question;

    Use(String hook, String question) {
      this.hook = hook;
      this.question = question;
    }
  }

  /** Where code keeps the steps that are left. */
  enum Budget {
    SHARED,
    LOCAL
  }

  private final ClassModel model;

  Shadows(ClassModel model) {
    this.model = model;
  }

  static boolean isStatic(FieldModel field) {
    return (field.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
  }

  private static boolean isVolatile(FieldModel field) {
    return (field.flags().flagsMask() & ClassFile.ACC_VOLATILE) != 0;
  }

  /** The class that a field, and its shadow, are in. */
  static ClassDesc owner(FieldModel field) {
    return field.parent().orElseThrow().thisClass().asSymbol();
  }

  /** The name of the method to call before a field is used. */
  static String method(FieldModel field, Use use) {
    return PREFIX + use.hook + "$" + field.fieldName().stringValue();
  }

  /** Its type: the object, where there is one; the site; the budget that it gives back. */
  static MethodTypeDesc type(FieldModel field, Budget budget) {
    var parameters = new ArrayList<ClassDesc>();
    if (!isStatic(field)) {
      parameters.add(owner(field));
    }
    parameters.add(ConstantDescs.CD_int);
    if (budget == Budget.LOCAL) {
      parameters.add(ConstantDescs.CD_int);
    }
    return MethodTypeDesc.of(
        budget == Budget.LOCAL ? ConstantDescs.CD_int : ConstantDescs.CD_void, parameters);
  }

  /** Whether what a class's initialiser does must be ordered before the uses of the class. */
  static boolean isInitialised(ClassModel model) {
    return model.methods().stream().anyMatch(m -> m.methodName().equalsString("<clinit>"));
  }

  static boolean isInterface(ClassModel model) {
    return (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
  }

  /** Emits the beginning of a use of a class. */
  static void use(CodeBuilder code, ClassModel used) {
    if (isInterface(used)) {
      // An interface can't keep the clock: its fields are final.
      code.loadConstant(used.thisClass().asSymbol());
      code.invokestatic(Hook.SHARED_CALLS, "acquire", Hook.OBJECT_VOID);
    } else {
      code.invokestatic(used.thisClass().asSymbol(), USES, Hook.VOID);
    }
  }

  /** Emits the end of a class's initialiser. */
  static void initialised(CodeBuilder code, ClassModel self) {
    if (isInterface(self)) {
      code.loadConstant(self.thisClass().asSymbol());
      code.invokestatic(Hook.SHARED_CALLS, "release", Hook.OBJECT_VOID);
      return;
    }
    code.invokestatic(Hook.WATCH, "initialised", MethodTypeDesc.of(Hook.CLOCK));
    code.invokestatic(
        self.thisClass().asSymbol(),
        INITIALISED,
        MethodTypeDesc.of(ConstantDescs.CD_void, Hook.CLOCK));
  }

  private static final String USES = PREFIX + "uses";
  private static final String INITIALISED = PREFIX + "initialised";

  private void addInitialised(ClassBuilder builder) {
    var self = model.thisClass().asSymbol();
    builder.withField(
        INITIALISED,
        Hook.CLOCK,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_STATIC);
    builder.withMethodBody(
        INITIALISED,
        MethodTypeDesc.of(ConstantDescs.CD_void, Hook.CLOCK),
        METHOD_FLAGS,
        code -> code.aload(0).putstatic(self, INITIALISED, Hook.CLOCK).return_());
    builder.withMethodBody(
        USES,
        Hook.VOID,
        METHOD_FLAGS,
        code -> {
          var end = code.newLabel();
          code.getstatic(self, INITIALISED, Hook.CLOCK).ifnull(end);
          code.getstatic(self, INITIALISED, Hook.CLOCK);
          code.invokestatic(
              Hook.WATCH, "uses", MethodTypeDesc.of(ConstantDescs.CD_void, Hook.CLOCK));
          code.labelBinding(end).return_();
        });
  }

  void addMembers(ClassBuilder builder) {
    if (isInitialised(model) && !isInterface(model)) {
      addInitialised(builder);
    }
    for (var field : model.fields()) {
      if (World.isShared(field)) {
        int flags =
            ClassFile.ACC_PRIVATE
                | ClassFile.ACC_SYNTHETIC
                | (isStatic(field) ? ClassFile.ACC_STATIC : ClassFile.ACC_TRANSIENT);
        builder.withField(shadow(field), shadowType(field), flags);
        for (var use : Use.values()) {
          for (var budget : Budget.values()) {
            builder.withMethodBody(
                method(field, use),
                type(field, budget),
                METHOD_FLAGS,
                code -> body(code, field, use, budget));
          }
        }
      }
    }
  }

  private static String shadow(FieldModel field) {
    return PREFIX + "shadow$" + field.fieldName().stringValue();
  }

  private static ClassDesc shadowType(FieldModel field) {
    return isVolatile(field) ? Hook.CLOCK : Hook.STATE;
  }

  private static void body(CodeBuilder code, FieldModel field, Use use, Budget budget) {
    boolean instance = !isStatic(field);
    int site = instance ? 1 : 0;
    int steps = site + 1;
    var end = code.newLabel();
    if (instance) {
      code.aload(0).ifnull(end); // The access itself will throw.
    }
    getShadow(code, field);
    if (isVolatile(field)) {
      code.pop();
      code.invokestatic(Hook.WATCH, "off", Hook.BOOLEAN).ifne(end);
    } else {
      code.invokestatic(Hook.WATCH, use.question, Hook.STATE_BOOLEAN).ifne(end);
    }
    if (budget == Budget.LOCAL) {
      code.iload(steps).putstatic(Hook.STEPS, "budget", ConstantDescs.CD_int);
    }
    tell(code, field, use, site);
    // Another goroutine may have run meanwhile, so the shadow is read anew.
    if (instance) {
      code.aload(0);
    }
    getShadow(code, field);
    loadHolder(code, field);
    code.iload(site);
    var type = shadowType(field);
    code.invokestatic(
        Hook.WATCH,
        use.hook,
        MethodTypeDesc.of(type, type, ConstantDescs.CD_Object, ConstantDescs.CD_int));
    if (instance) {
      code.putfield(owner(field), shadow(field), type);
    } else {
      code.putstatic(owner(field), shadow(field), type);
    }
    if (budget == Budget.LOCAL) {
      code.getstatic(Hook.STEPS, "budget", ConstantDescs.CD_int).ireturn();
      code.labelBinding(end).iload(steps).ireturn();
    } else {
      code.labelBinding(end).return_();
    }
  }

  /** Tells the listener, which may run other goroutines. */
  private static void tell(CodeBuilder code, FieldModel field, Use use, int site) {
    loadHolder(code, field);
    var hook = isVolatile(field) ? "beforeVolatile" : "before";
    code.iload(site).invokestatic(Hook.WATCH, hook + (use == Use.READ ? "Read" : "Write"), TELL);
  }

  private static void loadHolder(CodeBuilder code, FieldModel field) {
    if (isStatic(field)) {
      code.aconst_null();
    } else {
      code.aload(0);
    }
  }

  private static final MethodTypeDesc TELL =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_int);

  private static void getShadow(CodeBuilder code, FieldModel field) {
    if (isStatic(field)) {
      code.getstatic(owner(field), shadow(field), shadowType(field));
    } else {
      code.aload(0).getfield(owner(field), shadow(field), shadowType(field));
    }
  }
}
