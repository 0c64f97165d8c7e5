package goloom.server.program;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of run: a program, how to run it, and its standard input. */
public record RunBody(
    @Nullable List<@Nullable FileBody> files, @Nullable Options options, @Nullable String stdin) {

  /** What may be chosen of a run; what is absent has a default. */
  public record Options(
      @Nullable BigInteger seed,
      @Nullable String schedule,
      @Nullable Integer procs,
      @Nullable String scheduler,
      @Nullable Boolean race,
      @Nullable Boolean trace,
      @Nullable Long timeoutMillis) {

    static final Options NONE = new Options(null, null, null, null, null, null, null);
  }
}
