package goloom.bench;

import java.io.IOException;
import java.util.List;

/** Something to measure, by a name of the command line's. */
interface Benchmark {
  String name();

  /** What it measures, in a line. */
  String about();

  List<Table> run(Dose dose) throws IOException, InterruptedException;
}
