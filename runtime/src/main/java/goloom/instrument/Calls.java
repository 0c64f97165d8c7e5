package goloom.instrument;

import goloom.instrument.Bridges.Around;
import goloom.instrument.Bridges.Call;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts hooks in the place of calls, constructions and method references in one method.
 *
 * <p>Constructions nest in code as in the source, so a count of {@code new}s not yet initialised
 * tells a construction from a constructor's call of its superclass.
 */
final class Calls {

  private final World world;
  private final Bridges bridges;

  /** Whether what calls read and write is reported. */
  private final boolean watched;

  private final Map<String, Integer> uninitialised = new HashMap<>();

  Calls(World world, Bridges bridges, boolean watched) {
    this.world = world;
    this.bridges = bridges;
    this.watched = watched;
  }

  /** Whether the next constructor call of that class is a construction by a stand-in. */
  boolean constructs(String owner) {
    return uninitialised.getOrDefault(owner, 0) > 0;
  }

  void construct(CodeBuilder code, NewObjectInstruction made) {
    var name = made.className().asInternalName();
    var standIn = standIn(name);
    if (standIn.isPresent()) {
      uninitialised.merge(name, 1, Integer::sum);
      code.new_(ClassDesc.ofInternalName(standIn.get()));
    } else {
      code.with(made);
    }
  }

  void call(CodeBuilder code, InvokeInstruction invoke) {
    var owner = invoke.owner().asInternalName();
    var name = invoke.name().stringValue();
    var descriptor = invoke.type().stringValue();
    if (name.equals("<init>")) {
      constructor(code, invoke, owner, descriptor);
    } else if (invoke.opcode() == Opcode.INVOKESPECIAL) {
      superclass(code, invoke, owner, name);
    } else if (owner.startsWith("[")) {
      code.with(invoke);
    } else {
      method(code, invoke, owner, name, descriptor);
    }
  }

  /** A call of a superclass's method, {@code super.close()}. */
  private void superclass(CodeBuilder code, InvokeInstruction invoke, String owner, String name) {
    var standIn = standIn(owner);
    if (owner.equals("java/lang/Object") && name.equals("hashCode")) {
      code.invokestatic(Hook.IDENTITIES, "identityHashCode", Hook.OBJECT_INT);
    } else if (owner.equals("java/lang/Object") && name.equals("toString")) {
      code.invokestatic(Hook.IDENTITIES, "toIdentityString", Hook.OBJECT_STRING);
    } else if (owner.equals("java/lang/Object")) {
      code.with(invoke);
    } else if (standIn.isPresent()) {
      code.invokespecial(ClassDesc.ofInternalName(standIn.get()), name, invoke.typeSymbol());
    } else {
      code.with(invoke);
    }
  }

  private void method(
      CodeBuilder code, InvokeInstruction invoke, String owner, String name, String descriptor) {
    var owners = world.libraryOwners(owner, name, descriptor);
    if (isBulkOperation(owners, descriptor)) {
      sequentially(code, invoke.typeSymbol());
    }
    var named = invoke.isInterface() ? Substitutions.OBJECT : owner;
    var target = Substitutions.find(named, owners, name, descriptor);
    int op = watched ? Sharing.find(owners, name) : 0;
    var call = Call.of(invoke).with(op);
    if (op != 0) {
      argument(code, invoke.typeSymbol());
    }
    if (needsExecutor(owners, name, descriptor)) {
      code.invokestatic(Hook.POOLS, "async", MethodTypeDesc.of(Hook.EXECUTOR));
      var type = invoke.typeSymbol();
      bridges.call(
          code, call.with(type.insertParameterTypes(type.parameterCount(), Hook.EXECUTOR)));
    } else if (target.isPresent()) {
      var to = target.get();
      bridges.call(code, Call.of(to.owner(), to.name(), to.type()).with(op));
    } else if (invoke.opcode() != Opcode.INVOKESTATIC && world.locks(owners, name, descriptor)) {
      bridges.call(code, call.with(Around.LOCK));
    } else if (Surroundings.blocks(owners, name)) {
      bridges.call(code, call.with(Around.BLOCKING));
    } else if (name.equals("defineClass") && owners.contains("java/lang/ClassLoader")) {
      definition(code, invoke);
    } else {
      uncontrolled(code, owners, name);
      if (op == 0) {
        code.with(invoke);
      } else {
        bridges.call(code, call);
      }
    }
  }

  /**
   * A map's operation that says by its first parameter from what size on it is done in parallel.
   */
  private static boolean isBulkOperation(List<String> owners, String descriptor) {
    return descriptor.startsWith("(J") && owners.contains("java/util/concurrent/ConcurrentHashMap");
  }

  /** From no size on: the threads that would help are the JDK's own. */
  private static void sequentially(CodeBuilder code, MethodTypeDesc type) {
    int[] slots = new int[type.parameterCount()];
    for (int i = slots.length - 1; i > 0; i--) {
      var kind = TypeKind.from(type.parameterType(i));
      slots[i] = code.allocateLocal(kind);
      code.storeLocal(kind, slots[i]);
    }
    code.pop2().loadConstant(Long.MAX_VALUE);
    for (int i = 1; i < slots.length; i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), slots[i]);
    }
  }

  /** A class loader's {@code defineClass}, which only its subclasses may call. */
  private static void definition(CodeBuilder code, InvokeInstruction invoke) {
    var parameters = invoke.typeSymbol().parameterList();
    int domain = -1;
    if (parameters.getLast().equals(Hook.PROTECTION_DOMAIN)) {
      domain = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(domain);
    }
    if (parameters.contains(Hook.BYTE_BUFFER)) {
      code.invokestatic(
          Hook.DEFINITIONS, "rewritten", MethodTypeDesc.of(Hook.BYTE_BUFFER, Hook.BYTE_BUFFER));
    } else {
      code.invokestatic(Hook.DEFINITIONS, "rewritten", Hook.BYTES_PART);
      code.dup().arraylength().iconst_0().swap();
    }
    if (domain >= 0) {
      code.aload(domain);
    }
    code.with(invoke);
  }

  /** A collection that a call is given last is read by it. */
  private static void argument(CodeBuilder code, MethodTypeDesc type) {
    if (type.parameterCount() > 0
        && CONTAINERS.contains(type.parameterType(type.parameterCount() - 1).descriptorString())) {
      code.dup().invokestatic(Hook.SHARED_CALLS, "argument", Hook.OBJECT_VOID);
    }
  }

  private static final Set<String> CONTAINERS =
      Set.of(
          "Ljava/util/Collection;",
          "Ljava/util/Map;",
          "Ljava/util/SortedMap;",
          "Ljava/util/SortedSet;",
          "Ljava/lang/Iterable;",
          "[C",
          "[B");

  private static final MethodTypeDesc ACTION =
      MethodTypeDesc.of(ClassDesc.of("java.lang.Runnable"), ClassDesc.of("java.lang.Runnable"));

  /** Whether it is a stage's asynchronous method that would run on the common pool. */
  private static boolean needsExecutor(List<String> owners, String name, String descriptor) {
    return name.endsWith("Async")
        && !descriptor.contains("Ljava/util/concurrent/Executor;)")
        && owners.contains("java/util/concurrent/CompletionStage");
  }

  private static void uncontrolled(CodeBuilder code, List<String> owners, String name) {
    Surroundings.uncontrolled(owners, name)
        .ifPresent(call ->
            code.loadConstant(call).invokestatic(Hook.OWNER, "uncontrolled", Hook.STRING_VOID));
  }

  private void constructor(
      CodeBuilder code, InvokeInstruction invoke, String owner, String descriptor) {
    if (watched && !world.isUser(owner)) {
      argument(code, invoke.typeSymbol());
      if (owner.equals("java/util/concurrent/CyclicBarrier") && descriptor.contains("Runnable")) {
        code.invokestatic(Hook.SHARED_CALLS, "action", ACTION);
      }
    }
    var extra = Constructions.extra(owner, descriptor);
    if (extra.isPresent()) {
      var argument = extra.get().argument();
      code.invokestatic(argument.owner(), argument.name(), argument.type());
      code.invokespecial(invoke.owner().asSymbol(), "<init>", extra.get().type());
      return;
    }
    var standIn = standIn(owner);
    boolean construction = constructs(owner);
    if (standIn.isEmpty() || (!construction && owner.equals("java/lang/Object"))) {
      uncontrolled(code, world.libraryOwners(owner, "<init>", descriptor), "<init>");
      code.with(invoke);
      return;
    }
    if (construction) {
      uninitialised.merge(owner, -1, Integer::sum);
    }
    code.invokespecial(ClassDesc.ofInternalName(standIn.get()), "<init>", invoke.typeSymbol());
  }

  void dynamic(CodeBuilder code, InvokeDynamicInstruction dynamic) {
    var type = dynamic.typeSymbol();
    if (dynamic.bootstrapMethod().owner().descriptorString().endsWith("/StringConcatFactory;")) {
      type = concatenated(code, type);
    }
    var arguments = dynamic.bootstrapArgs();
    var changed = arguments.stream().map(this::reference).toArray(ConstantDesc[]::new);
    type = captured(type, arguments, changed);
    if (arguments.equals(List.of(changed)) && type.equals(dynamic.typeSymbol())) {
      code.with(dynamic);
    } else {
      code.invokedynamic(
          DynamicCallSiteDesc.of(
              dynamic.bootstrapMethod(), dynamic.name().stringValue(), type, changed));
    }
  }

  /**
   * What a reference is bound to must be of the very type that its method takes: a hook's may take
   * more than the variable's.
   */
  private static MethodTypeDesc captured(
      MethodTypeDesc type, List<ConstantDesc> before, ConstantDesc[] after) {
    if (type.parameterCount() != 1 || after.length != LAMBDA_ARGUMENTS) {
      return type;
    }
    return before.get(1) instanceof DirectMethodHandleDesc was
            && after[1] instanceof DirectMethodHandleDesc is
            && was.kind() != is.kind()
            && is.kind() == Kind.STATIC
        ? type.changeParameterType(0, is.invocationType().parameterType(0))
        : type;
  }

  /** The types before and after, and between them the method that a lambda is made of. */
  private static final int LAMBDA_ARGUMENTS = 3;

  /**
   * Operands become texts by our own hand, which reads them and knows their identity hash codes:
   * they are put away, and fetched one by one. Returns the type of what is left to put together.
   */
  private static MethodTypeDesc concatenated(CodeBuilder code, MethodTypeDesc type) {
    if (type.parameterList().stream().allMatch(Calls::isValue)) {
      return type;
    }
    int[] slots = new int[type.parameterCount()];
    for (int i = slots.length - 1; i >= 0; i--) {
      var kind = TypeKind.from(type.parameterType(i));
      slots[i] = code.allocateLocal(kind);
      code.storeLocal(kind, slots[i]);
    }
    for (int i = 0; i < slots.length; i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), slots[i]);
      if (!isValue(type.parameterType(i))) {
        code.invokestatic(Hook.TEXTS, "valueOf", Hook.OBJECT_STRING);
        type = type.changeParameterType(i, ConstantDescs.CD_String);
      }
    }
    return type;
  }

  private static boolean isValue(ClassDesc type) {
    return type.isPrimitive() || VALUES.contains(type.descriptorString());
  }

  private static final Set<String> VALUES =
      Set.of(
          "Ljava/lang/String;",
          "Ljava/lang/Integer;",
          "Ljava/lang/Long;",
          "Ljava/lang/Double;",
          "Ljava/lang/Boolean;",
          "Ljava/lang/Character;");

  private Optional<String> standIn(String owner) {
    return world.isUser(owner) ? Optional.empty() : Constructions.standIn(owner);
  }

  /** What a method reference refers to instead. */
  private ConstantDesc reference(ConstantDesc argument) {
    if (!(argument instanceof DirectMethodHandleDesc handle)) {
      return argument;
    }
    var owner = internalName(handle.owner());
    var descriptor = handle.lookupDescriptor();
    return switch (handle.kind()) {
      case CONSTRUCTOR -> constructorReference(handle, owner, descriptor);
      case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL -> {
        var owners = world.libraryOwners(owner, handle.methodName(), descriptor);
        var named = handle.kind() == Kind.INTERFACE_VIRTUAL ? Substitutions.OBJECT : owner;
        var target = Substitutions.find(named, owners, handle.methodName(), descriptor);
        int op = watched ? Sharing.find(owners, handle.methodName()) : 0;
        if (op == 0) {
          yield target
              .<ConstantDesc>map(t -> staticReference(t.owner(), t.name(), t.type()))
              .orElse(handle);
        }
        var call =
            target
                .map(t -> Call.of(t.owner(), t.name(), t.type()))
                .orElseGet(() -> Call.of(handle, descriptor));
        yield bridges.reference(call.with(op));
      }
      default -> handle;
    };
  }

  private ConstantDesc constructorReference(
      DirectMethodHandleDesc handle, String owner, String descriptor) {
    var extra = Constructions.extra(owner, descriptor);
    if (extra.isPresent()) {
      var factory = extra.get().factory();
      return staticReference(factory.owner(), factory.name(), factory.type());
    }
    return standIn(owner)
        .<ConstantDesc>map(s ->
            MethodHandleDesc.ofConstructor(
                ClassDesc.ofInternalName(s),
                MethodTypeDesc.ofDescriptor(descriptor).parameterArray()))
        .orElse(handle);
  }

  private static DirectMethodHandleDesc staticReference(
      ClassDesc owner, String name, MethodTypeDesc type) {
    return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, owner, name, type);
  }

  private static String internalName(ClassDesc type) {
    var descriptor = type.descriptorString();
    return type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
  }
}
