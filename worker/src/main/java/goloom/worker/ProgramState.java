package goloom.worker;

import goloom.worker.protocol.ClassFile;
import java.lang.classfile.Attributes;
import java.lang.reflect.AccessFlag;
import java.util.List;

/** What of a program outlives one execution of it in the same JVM. */
final class ProgramState {
  private ProgramState() {}

  /**
   * Whether a class of the program keeps something in static fields, or does something when it is
   * initialised: then each execution needs classes of its own.
   */
  static boolean isStatic(List<ClassFile> classes) {
    return classes.stream().anyMatch(ProgramState::isStatic);
  }

  private static boolean isStatic(ClassFile file) {
    var model = java.lang.classfile.ClassFile.of().parse(file.bytes());
    return model.methods().stream().anyMatch(method -> method.methodName().equalsString("<clinit>"))
        || model.fields().stream()
            .anyMatch(field ->
                field.flags().has(AccessFlag.STATIC)
                    && field.findAttribute(Attributes.constantValue()).isEmpty());
  }
}
