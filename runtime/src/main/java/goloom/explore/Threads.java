package goloom.explore;

import java.util.Arrays;

/** The threads of one execution after the other: what each is called in all of them. */
final class Threads {
  private final Names names;

  /** By a thread's number in this execution: its number in all, and its name among things. */
  private int[] threads = new int[8];

  private int[] things = new int[8];

  Threads(Names names) {
    this.names = names;
  }

  /** As {@link goloom.scheduler.Pilot#made}. */
  void made(int number, int parent, int nth) {
    if (number >= threads.length) {
      threads = Arrays.copyOf(threads, 2 * number);
      things = Arrays.copyOf(things, 2 * number);
    }
    int maker = parent < 0 ? -1 : things[parent];
    threads[number] = names.thread(maker, nth);
    things[number] = maker < 0 ? 0 : names.thing(maker, nth);
  }

  /** Its number in all executions, by that in this one. */
  int of(int number) {
    return threads[number];
  }

  /** The number in all executions of the {@code nth} thing that a thread made. */
  int thing(int maker, int nth) {
    return names.thing(things[maker], nth);
  }
}
