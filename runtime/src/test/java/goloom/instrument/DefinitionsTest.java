package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that a program makes at run time are governed as its others are. */
class DefinitionsTest {

  /** Makes a class whose run() never ends, and a loader that defines it in each of its ways. */
  private static final String PROGRAM =
      """
      byte[] spinner() {
        var object = java.lang.constant.ConstantDescs.CD_Object;
        var nothing = java.lang.constant.ConstantDescs.MTD_void;
        return java.lang.classfile.ClassFile.of()
            .build(
                java.lang.constant.ClassDesc.of("Spinner"),
                type ->
                    type.withInterfaceSymbols(java.lang.constant.ClassDesc.of("java.lang.Runnable"))
                        .withFlags(java.lang.classfile.ClassFile.ACC_PUBLIC)
                        .withMethodBody(
                            "<init>",
                            nothing,
                            java.lang.classfile.ClassFile.ACC_PUBLIC,
                            code -> code.aload(0).invokespecial(object, "<init>", nothing).return_())
                        .withMethodBody(
                            "run",
                            nothing,
                            java.lang.classfile.ClassFile.ACC_PUBLIC,
                            code -> {
                              var again = code.newBoundLabel();
                              code.goto_(again);
                            }));
      }

      class Loader extends ClassLoader {
        Loader() {
          super(Loader.class.getClassLoader());
        }

        Class<?> part(byte[] bytes) {
          var longer = new byte[bytes.length + 2];
          System.arraycopy(bytes, 0, longer, 1, bytes.length);
          return defineClass("Spinner", longer, 1, bytes.length);
        }

        Class<?> inDomain(byte[] bytes) {
          return defineClass("Spinner", bytes, 0, bytes.length, null);
        }

        Class<?> buffer(byte[] bytes) {
          return defineClass("Spinner", java.nio.ByteBuffer.wrap(bytes), null);
        }
      }

      void main() throws Exception {
        var lookup = java.lang.invoke.MethodHandles.lookup();
        Class<?> type = %s;
        var spinner = (Runnable) type.getConstructor().newInstance();
        for (int i : range(4)) go(spinner::run);
        sleep(millis(50));
        IO.println("main goes on");
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup.defineClass(spinner())",
        "lookup.defineHiddenClass(spinner(), true).lookupClass()",
        "lookup.defineHiddenClassWithClassData(spinner(), 1, true).lookupClass()",
        "new Loader().part(spinner())",
        "new Loader().inDomain(spinner())",
        "new Loader().buffer(spinner())"
      })
  void endlessLoop_definedAtRunTime_isPreempted(String definition) {
    var ran = Ran.of(PROGRAM.formatted(definition));
    assertThat(ran.output()).as("%s", ran).isEqualTo("main goes on\n");
    assertThat(ran.ending().uncontrolled()).isEqualTo(List.of());
  }
}
