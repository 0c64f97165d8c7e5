package goloom.sandbox;

import java.nio.file.Path;

/** A box like another but for its command, for tests of what the change lets through. */
interface ChangedBox extends Isolation {
  /** The one that it is like. */
  Isolation strong();

  @Override
  default String name() {
    return strong().name();
  }

  @Override
  default String root(Image image) {
    return strong().root(image);
  }

  @Override
  default Isolation withScratch(Path folder) {
    return strong().withScratch(folder);
  }

  @Override
  default String scratch() {
    return strong().scratch();
  }
}
