package goloom.instrument;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Names of what rewritten code calls. */
final class Hook {
  /** {@code goloom.hooks.Hooks}. */
  static final ClassDesc OWNER = ClassDesc.of("goloom.hooks.Hooks");

  static final ClassDesc STEPS = ClassDesc.of("goloom.scheduler.Steps");
  static final ClassDesc SHARED_CALLS = ClassDesc.of("goloom.race.SharedCalls");
  static final ClassDesc HANDLES = ClassDesc.of("goloom.race.Handles");
  static final ClassDesc STAGES = ClassDesc.of("goloom.race.Stages");
  static final ClassDesc WATCH = ClassDesc.of("goloom.race.Watch");

  /** The shadows of a field, and of a volatile one. */
  static final ClassDesc STATE = ClassDesc.of("goloom.race.State");

  static final ClassDesc CLOCK = ClassDesc.of("goloom.race.Clock");

  static final ClassDesc IDENTITIES = ClassDesc.of("goloom.hooks.Identities");
  static final ClassDesc TEXTS = ClassDesc.of("goloom.hooks.Texts");
  static final ClassDesc IDENTIFIED = ClassDesc.of("goloom.hooks.Identified");

  static final ClassDesc DEFINITIONS = ClassDesc.of("goloom.hooks.Definitions");
  static final ClassDesc BYTE_BUFFER = ClassDesc.of("java.nio.ByteBuffer");
  static final ClassDesc PROTECTION_DOMAIN = ClassDesc.of("java.security.ProtectionDomain");

  /** The part of an array from an offset, that long. */
  static final MethodTypeDesc BYTES_PART =
      MethodTypeDesc.of(
          ConstantDescs.CD_byte.arrayType(),
          ConstantDescs.CD_byte.arrayType(),
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  static final ClassDesc POOLS = ClassDesc.of("goloom.hooks.Pools");
  static final ClassDesc EXECUTOR = ClassDesc.of("java.util.concurrent.Executor");
  static final ClassDesc MONITOR = ClassDesc.of("goloom.hooks.Monitor");
  static final ClassDesc MONITORS = ClassDesc.of("goloom.hooks.Monitors");
  static final ClassDesc THREADS = ClassDesc.of("goloom.hooks.Threads");

  static final MethodTypeDesc THREAD_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.lang.Thread"));
  static final MethodTypeDesc STRING_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
  static final MethodTypeDesc BOOLEAN = MethodTypeDesc.of(ConstantDescs.CD_boolean);
  static final MethodTypeDesc STATE_BOOLEAN = MethodTypeDesc.of(ConstantDescs.CD_boolean, STATE);
  static final MethodTypeDesc OBJECT_INT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);
  static final MethodTypeDesc OBJECT_STRING =
      MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_Object);
  static final MethodTypeDesc OBJECT_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);
  static final MethodTypeDesc ENUM_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Enum);
  static final MethodTypeDesc INT = MethodTypeDesc.of(ConstantDescs.CD_int);
  static final MethodTypeDesc VOID = MethodTypeDesc.of(ConstantDescs.CD_void);
  static final MethodTypeDesc INT_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private Hook() {}
}
