package goloom.instrument;

import goloom.instrument.Rewriter.Mode;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a class fields for its identity hash code and its monitor, and a {@code hashCode} where it
 * leaves that to Object. Records and enums are left alone: the ones have a hash code by their
 * components, the others by their name.
 */
final class Identity {

  private static final String METHOD = "goloom$identity";
  private static final String FIELD = "goloom$hash";

  private static final String MONITOR_FIELD = "goloom$monitor";
  private static final int FIELD_FLAGS =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_TRANSIENT | ClassFile.ACC_SYNTHETIC;
  private static final int METHOD_FLAGS =
      ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC;

  private final ClassModel model;
  private final boolean applies;

  Identity(ClassModel model, Mode mode) {
    this.model = model;
    this.applies = mode.governs() && isRoot(model);
  }

  boolean applies() {
    return applies;
  }

  /** Whether the class is the topmost of the program's own whose hash code is Object's. */
  private static boolean isRoot(ClassModel model) {
    int kinds = ClassFile.ACC_INTERFACE | ClassFile.ACC_ENUM | ClassFile.ACC_MODULE;
    if ((model.flags().flagsMask() & kinds) != 0) {
      return false;
    }
    var superclass = model.superclass().map(s -> s.asInternalName()).orElse("java/lang/Object");
    return Library.find(superclass).map(Identity::inheritsHashCode).orElse(false);
  }

  private static boolean inheritsHashCode(Class<?> superclass) {
    if (superclass == Record.class || superclass == Enum.class) {
      return false;
    }
    try {
      return superclass.getMethod("hashCode").getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  List<ClassEntry> interfaces(ClassBuilder builder, Interfaces before) {
    var interfaces = new ArrayList<>(before.interfaces());
    interfaces.add(builder.constantPool().classEntry(Hook.IDENTIFIED));
    return interfaces;
  }

  void addMembers(ClassBuilder builder) {
    var self = model.thisClass().asSymbol();
    builder.withField(FIELD, ConstantDescs.CD_int, FIELD_FLAGS);
    builder.withMethodBody(
        METHOD,
        Hook.INT,
        METHOD_FLAGS,
        code -> {
          var known = code.newLabel();
          code.aload(0).getfield(self, FIELD, ConstantDescs.CD_int).ifne(known);
          code.aload(0).invokestatic(Hook.IDENTITIES, "next", Hook.INT);
          code.putfield(self, FIELD, ConstantDescs.CD_int);
          code.labelBinding(known).aload(0).getfield(self, FIELD, ConstantDescs.CD_int).ireturn();
        });
    builder.withField(MONITOR_FIELD, Hook.MONITOR, FIELD_FLAGS);
    builder.withMethodBody(
        "goloom$monitor",
        MethodTypeDesc.of(Hook.MONITOR),
        METHOD_FLAGS,
        code -> {
          var known = code.newLabel();
          code.aload(0).getfield(self, MONITOR_FIELD, Hook.MONITOR).ifnonnull(known);
          code.aload(0).dup();
          code.invokestatic(
              Hook.MONITORS, "make", MethodTypeDesc.of(Hook.MONITOR, ConstantDescs.CD_Object));
          code.putfield(self, MONITOR_FIELD, Hook.MONITOR);
          code.labelBinding(known).aload(0).getfield(self, MONITOR_FIELD, Hook.MONITOR).areturn();
        });
    boolean own =
        model.methods().stream()
            .anyMatch(
                m -> m.methodName().equalsString("hashCode") && m.methodType().equalsString("()I"));
    if (!own) {
      builder.withMethodBody(
          "hashCode",
          Hook.INT,
          ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC,
          code -> code.aload(0).invokevirtual(self, METHOD, Hook.INT).ireturn());
    }
  }
}
