package goloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compact source files import all of java.base: a name that is in both modules is ambiguous. */
class NamesTest {

  @Test
  void publicTypes_againstJavaBase_haveNamesOfTheirOwn() throws Exception {
    Set<String> ours = publicTypesOfGoloom();
    assertThat(ours).contains("Chan", "Context", "Go", "WaitGroup");
    Set<String> theirs = publicTypesOfJavaBase();
    assertThat(theirs).contains("List", "Timer", "Lock", "CompletableFuture");

    assertThat(ours).doesNotContainAnyElementsOf(theirs);
  }

  private static Set<String> publicTypesOfGoloom() throws Exception {
    URI classes = Chan.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (Stream<Path> files = Files.list(Path.of(classes).resolve("goloom"))) {
      return files
          .filter(file -> isTopLevel(file.getFileName().toString()))
          .map(NamesTest::read)
          .filter(NamesTest::isPublic)
          .map(NamesTest::simpleName)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> publicTypesOfJavaBase() throws IOException {
    var base = ModuleFinder.ofSystem().find("java.base").orElseThrow();
    Set<String> exported =
        base.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    try (ModuleReader reader = base.open();
        Stream<String> names = reader.list()) {
      return names
          .filter(name -> isTopLevel(name.substring(name.lastIndexOf('/') + 1)))
          .filter(name -> name.indexOf('/') > 0)
          .filter(name -> exported.contains(packageOf(name)))
          .map(name -> read(reader, name))
          .filter(NamesTest::isPublic)
          .map(NamesTest::simpleName)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String packageOf(String resource) {
    return resource.substring(0, resource.lastIndexOf('/')).replace('/', '.');
  }

  private static boolean isTopLevel(String file) {
    return file.endsWith(".class") && file.indexOf('$') < 0 && file.indexOf('-') < 0;
  }

  private static ClassModel read(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel read(ModuleReader reader, String name) {
    try (var in = reader.open(name).orElseThrow()) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPublic(ClassModel type) {
    return type.flags().has(AccessFlag.PUBLIC);
  }

  private static String simpleName(ClassModel type) {
    String name = type.thisClass().asInternalName();
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
