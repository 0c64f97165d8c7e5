package goloom.sandbox;

import java.util.List;

/** A box in which native code may be called: for tests of what stands behind that. */
record NativeBox(Isolation strong) implements ChangedBox {
  private static final String DENIED = "--illegal-native-access=deny";
  private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";

  @Override
  public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
    return strong.command(
        image,
        allowance,
        javaArguments.stream()
            .map(argument -> argument.equals(DENIED) ? ALLOWED : argument)
            .toList());
  }
}
