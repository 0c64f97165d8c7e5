package goloom.instrument;

import goloom.instrument.Rewriter.Mode;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Interfaces;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Superclass;
import java.lang.constant.ClassDesc;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewrites one class. */
final class ClassPass {

  /**
   * How much of a method is rewritten: less where it would grow past the 64 KB that a method may
   * have.
   */
  enum Density {
    WATCHED,
    /** Points at all accesses, but no hooks. */
    FULL,
    /** Points at entries and back-edges alone. */
    SPARSE,
    NONE
  }

  private final World world;
  private final Sites sites;
  private final Mode mode;
  private final ClassModel model;
  private final List<String> notes;
  private final String file;
  private final Identity identity;
  private final Shadows shadows;

  ClassPass(World world, Sites sites, Mode mode, ClassModel model, List<String> notes) {
    this.world = world;
    this.sites = sites;
    this.mode = mode;
    this.model = model;
    this.notes = notes;
    this.identity = new Identity(model, mode);
    this.shadows = new Shadows(model);
    this.file =
        model
            .findAttribute(Attributes.sourceFile())
            .map(a -> a.sourceFile().stringValue())
            .orElse("");
  }

  byte[] rewrite() {
    var densities = new HashMap<MethodModel, Density>();
    while (true) {
      try {
        return attempt(densities);
      } catch (IllegalArgumentException tooLarge) {
        thinOut(densities, tooLarge);
      }
    }
  }

  private byte[] attempt(Map<MethodModel, Density> densities) {
    var context = Rewriter.context(world.resolver());
    var bridges = new Bridges(model);
    ClassTransform transform =
        (builder, element) -> {
          switch (element) {
            case MethodModel method ->
                builder.transformMethod(method, transform(method, densities, bridges));
            case Superclass superclass when mode.governs() ->
                builder.withSuperclass(extended(superclass.superclassEntry().asInternalName()));
            case Interfaces interfaces when identity.applies() ->
                builder.withInterfaces(identity.interfaces(builder, interfaces));
            default -> builder.with(element);
          }
        };
    transform = transform.andThen(ClassTransform.endHandler(bridges::addMethods));
    if (identity.applies()) {
      transform = transform.andThen(ClassTransform.endHandler(identity::addMembers));
    }
    if (isWatched()) {
      transform = transform.andThen(ClassTransform.endHandler(shadows::addMembers));
    }
    return context.transformClass(model, transform);
  }

  private ClassDesc extended(String superclass) {
    return ClassDesc.ofInternalName(
        superclass.equals("java/lang/Object") || world.isUser(superclass)
            ? superclass
            : Constructions.standIn(superclass).orElse(superclass));
  }

  private MethodTransform transform(
      MethodModel method, Map<MethodModel, Density> densities, Bridges bridges) {
    var density = density(densities, method);
    if (density == Density.NONE) {
      return MethodTransform.ACCEPT_ALL;
    }
    return (builder, element) -> {
      if (element instanceof CodeModel code) {
        var owner = new CodePass.Place(file, className(), method);
        var shape = MethodShape.of(code);
        builder.transformCode(
            code,
            CodeTransform.ofStateful(
                () -> new CodePass(world, sites, mode, density, owner, shape, bridges)));
      } else if (element instanceof AccessFlags flags
          && mode.governs()
          && method.code().isPresent()) {
        builder.withFlags(flags.flagsMask() & ~ClassFile.ACC_SYNCHRONIZED);
      } else {
        builder.with(element);
      }
    };
  }

  /** A class without numbers for its lines could not be reported on. */
  private boolean isWatched() {
    return mode == Mode.SIM && sites.areNumbered();
  }

  private Density density(Map<MethodModel, Density> densities, MethodModel method) {
    return densities.getOrDefault(method, isWatched() ? Density.WATCHED : Density.FULL);
  }

  /**
   * Takes the largest method that is still rewritten one step down, and says so where nothing is
   * left of it.
   */
  @SuppressWarnings("EnumOrdinal") // the thinner, the later
  private void thinOut(Map<MethodModel, Density> densities, IllegalArgumentException reason) {
    var largest =
        model.methods().stream()
            .filter(m -> densities.get(m) != Density.NONE && m.code().isPresent())
            .max(
                Comparator.comparingInt(
                    m -> CodePass.length(m) / (1 + density(densities, m).ordinal())))
            .orElseThrow(() -> reason);
    var next =
        switch (density(densities, largest)) {
          case WATCHED -> Density.FULL;
          case FULL -> Density.SPARSE;
          case SPARSE, NONE -> Density.NONE;
        };
    densities.put(largest, next);
    if (next == Density.NONE) {
      notes.add("method too large: " + className() + "." + largest.methodName().stringValue());
    }
  }

  private String className() {
    return Rewriter.internalName(model).replace('/', '.');
  }
}
