package goloom.server.program;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of explore: a program, how its outcomes are searched for, and the input of each. */
public record ExploreBody(
    @Nullable List<@Nullable FileBody> files, @Nullable Options options, @Nullable String stdin) {

  /** What may be chosen of a search; what is absent has a default. */
  public record Options(
      @Nullable BigInteger seed,
      @Nullable String schedule,
      @Nullable Integer procs,
      @Nullable String scheduler,
      @Nullable Boolean race,
      @Nullable Boolean trace,
      @Nullable Long timeoutMillis,
      @Nullable Long maxExecutions,
      @Nullable Long timeMillis) {

    static final Options NONE = new Options(null, null, null, null, null, null, null, null, null);
  }
}
