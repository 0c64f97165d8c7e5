package goloom.instrument;

import goloom.instrument.Rewriter.Input;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All classes of one program, looked up by internal name without loading any. */
final class World {

  private final Map<String, ClassModel> byName = new HashMap<>();
  private final IdentityHashMap<Input, ClassModel> byInput = new IdentityHashMap<>();
  private final ClassHierarchyResolver resolver;

  /** Classes of the JDK that take locks and that the program mentions. */
  private final Set<Class<?>> lockingClasses = new LinkedHashSet<>();

  /** The JDK's classes and the library's, which are the same for every program. */
  private static final ClassHierarchyResolver LIBRARY = library();

  private final Rewriter.Refusals refusals;

  private World(Rewriter.Refusals refusals) {
    this.refusals = refusals;
    // A class that nobody knows is treated as a direct subclass of Object: the merge of two types
    // is then Object,
    // which only loses precision.
    ClassHierarchyResolver unknown = _ -> ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object);
    resolver = ((ClassHierarchyResolver) this::userInfo).orElse(LIBRARY).orElse(unknown).cached();
  }

  Rewriter.Refusals refusals() {
    return refusals;
  }

  private static ClassHierarchyResolver library() {
    var loader = World.class.getClassLoader();
    return ClassHierarchyResolver.ofResourceParsing(
            loader == null ? ClassLoader.getSystemClassLoader() : loader)
        .cached(ConcurrentHashMap::new);
  }

  static World of(List<Input> classes, Rewriter.Refusals refusals) {
    var world = new World(refusals);
    var context = Rewriter.context(world.resolver);
    for (var input : classes) {
      var model = context.parse(input.bytes());
      world.byInput.put(input, model);
      world.byName.put(Rewriter.internalName(model), model);
      for (var entry : model.constantPool()) {
        if (entry instanceof ClassEntry mentioned) {
          Library.find(mentioned.asInternalName())
              .filter(c -> Library.hasSynchronizedMethods(c) || Surroundings.locks(c))
              .ifPresent(world.lockingClasses::add);
        }
      }
    }
    return world;
  }

  ClassModel model(Input input) {
    var model = byInput.get(input);
    if (model == null) {
      throw new IllegalArgumentException("not a class of this program: " + input.name());
    }
    return model;
  }

  ClassHierarchyResolver resolver() {
    return resolver;
  }

  /** Whether the class is one of the program's own. */
  boolean isUser(String internalName) {
    return byName.containsKey(internalName);
  }

  @Nullable ClassModel user(String internalName) {
    return byName.get(internalName);
  }

  /**
   * Whether a field can be seen to change by another goroutine: one of the program's own, and not
   * final. Fields of the JDK's classes are their methods' concern.
   */
  static boolean isShared(FieldModel field) {
    return (field.flags().flagsMask() & ClassFile.ACC_FINAL) == 0;
  }

  /** The class of the program's that a static field is in, if it has an initialiser; else null. */
  @Nullable ClassModel initialisedOwner(FieldInstruction access) {
    var name = access.name().stringValue();
    var owner = access.owner().asInternalName();
    var found = resolveField(owner, name);
    if (found == null) {
      found = resolveInInterfaces(owner, name);
    }
    return found == null ? null : found.parent().filter(Shadows::isInitialised).orElse(null);
  }

  private @Nullable FieldModel resolveInInterfaces(String owner, String name) {
    var pending = new ArrayList<String>(List.of(owner));
    for (int i = 0; i < pending.size(); i++) {
      var model = byName.get(pending.get(i));
      if (model != null) {
        for (var field : model.fields()) {
          if (field.fieldName().equalsString(name)) {
            return field;
          }
        }
        model.superclass().ifPresent(s -> pending.add(s.asInternalName()));
        model.interfaces().forEach(s -> pending.add(s.asInternalName()));
      }
    }
    return null;
  }

  /** A field of the program's that {@link #isShared}; null where it is none. */
  @Nullable FieldModel sharedField(String owner, String name) {
    var found = resolveField(owner, name);
    return found != null && isShared(found) ? found : null;
  }

  /**
   * The library classes that a call of a method can end in: the owner's supertypes, the nearest
   * first. Empty where the program itself declares the method, on the way to them.
   */
  List<String> libraryOwners(String owner, String method, String descriptor) {
    if (!isUser(owner)) {
      return Library.find(owner).map(Library::supertypes).orElse(List.of());
    }
    var owners = new ArrayList<String>();
    var pending = new ArrayList<String>(List.of(owner));
    for (int i = 0; i < pending.size(); i++) {
      var model = byName.get(pending.get(i));
      if (model == null) {
        Library.find(pending.get(i)).map(Library::supertypes).ifPresent(owners::addAll);
        continue;
      }
      if (declares(model, method, descriptor)) {
        return List.of();
      }
      model.superclass().ifPresent(s -> pending.add(s.asInternalName()));
      model.interfaces().forEach(s -> pending.add(s.asInternalName()));
    }
    return owners;
  }

  /**
   * Whether a call makes the JDK take a lock of its own: the method is synchronized, or runs the
   * program's code under a lock; or an interface's method may be one of these, by a class that the
   * program uses.
   */
  boolean locks(List<String> owners, String method, String descriptor) {
    if (owners.isEmpty()) {
      return false;
    }
    var owner = Library.find(owners.getFirst());
    return owner.isPresent()
        && (locks(owner.get(), method, descriptor) || mayLock(owner.get(), method, descriptor));
  }

  private boolean mayLock(Class<?> owner, String method, String descriptor) {
    return owner.isInterface()
        && lockingClasses.stream()
            .anyMatch(c -> owner.isAssignableFrom(c) && locks(c, method, descriptor));
  }

  private static boolean locks(Class<?> type, String method, String descriptor) {
    return Library.isSynchronized(type, method, descriptor)
        || Surroundings.runsCodeUnderLock(Library.supertypes(type), method);
  }

  private static boolean declares(ClassModel model, String method, String descriptor) {
    return model.methods().stream()
        .anyMatch(
            m -> m.methodName().equalsString(method) && m.methodType().equalsString(descriptor));
  }

  private @Nullable FieldModel resolveField(String owner, String name) {
    var model = byName.get(owner);
    while (model != null) {
      for (var field : model.fields()) {
        if (field.fieldName().equalsString(name)) {
          return field;
        }
      }
      model = model.superclass().map(s -> byName.get(s.asInternalName())).orElse(null);
    }
    return null;
  }

  private @Nullable ClassHierarchyInfo userInfo(ClassDesc type) {
    if (!type.isClassOrInterface()) {
      return null;
    }
    var descriptor = type.descriptorString();
    var model = byName.get(descriptor.substring(1, descriptor.length() - 1));
    if (model == null) {
      return null;
    }
    if ((model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0) {
      return ClassHierarchyInfo.ofInterface();
    }
    return ClassHierarchyInfo.ofClass(
        model.superclass().map(s -> s.asSymbol()).orElse(ConstantDescs.CD_Object));
  }
}
