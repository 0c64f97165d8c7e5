package goloom.race;

import goloom.report.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows of places and things, for reports. */
public interface Names {

  /** The place with that number; null where there is none. */
  @Nullable Frame frame(int site);

  /** What is accessed there, by name; empty where it has none. */
  String variable(int site);

  /** What a lock, a channel or the like is called; empty where it is none. */
  String thing(Object thing);

  /** Where the caller's goroutine is, its user's frames first. */
  List<Frame> stack();
}
