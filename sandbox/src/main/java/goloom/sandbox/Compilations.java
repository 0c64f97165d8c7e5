package goloom.sandbox;

import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.FromCompiler.Compiled;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler;
import goloom.worker.protocol.ToCompiler.Policy;
import goloom.worker.protocol.ToCompiler.Use;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Compilations, each shared between the check as a client types and the run that follows it, and
 * never between clients. Few, and for a short time.
 */
final class Compilations {
  private static final int MAX_KEPT = 64;
  private static final long KEPT_NANOS = 60_000_000_000L;

  /** A compiler that dies later than this has had time to run out of memory by itself. */
  private static final long KILLED_WITHIN_NANOS = 2_000_000_000L;

  private static final String GAVE_UP = "goloom.gave-up";

  private final CompilePool pool;
  private final Policy policy;
  private final Map<Key, Entry> kept = new LinkedHashMap<>();

  Compilations(CompilePool pool, Policy policy) {
    this.pool = pool;
    this.policy = policy;
  }

  private record Key(String client, List<SourceFile> files, Use use) {}

  private record Entry(CompletableFuture<Compiled> result, long sinceNanos) {}

  /** The compilation of {@code files}, perhaps one that is done or under way already. */
  CompletableFuture<Compiled> compile(String client, List<SourceFile> files, Use use) {
    var key = new Key(client, List.copyOf(files), use);
    CompletableFuture<Compiled> result;
    synchronized (kept) {
      var now = System.nanoTime();
      kept.values()
          .removeIf(e -> now - e.sinceNanos > KEPT_NANOS || e.result.isCompletedExceptionally());
      var entry = kept.get(key);
      if (entry != null) {
        return entry.result;
      }
      result = new CompletableFuture<>();
      kept.put(key, new Entry(result, now));
      if (kept.size() > MAX_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    PipeThread.start(
        "compile", () -> complete(client, result, new ToCompiler.Compile(key.files, use, policy)));
    return result;
  }

  private void complete(
      String client, CompletableFuture<Compiled> result, ToCompiler.Compile question) {
    try {
      if (askTwice(client, question) instanceof Compiled compiled) {
        result.complete(compiled);
      } else {
        throw new CompilePool.Died("another answer than was asked for", null);
      }
    } catch (CompilePool.Died e) {
      // Nearly always for want of memory: what it says itself when it notices in time.
      result.complete(
          refused(
              question.files(),
              GAVE_UP,
              "The compiler gave up: the source nests too deeply or needs too much memory"));
    } catch (CompilePool.NoAnswer | InterruptedException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * A compiler that goes in the middle of its work may have been killed by somebody else's doing:
   * it is the source's only if it happens again.
   */
  private FromCompiler askTwice(String client, ToCompiler question)
      throws CompilePool.NoAnswer, InterruptedException {
    var start = System.nanoTime();
    try {
      return pool.ask(client, question);
    } catch (CompilePool.Died e) {
      if (System.nanoTime() - start > KILLED_WITHIN_NANOS) {
        throw e;
      }
      return pool.ask(client, question);
    }
  }

  /**
   * As {@link #compile} for the runs that most are, waited for; where it takes too long, that is
   * its one diagnostic.
   */
  Compiled check(String client, List<SourceFile> files) {
    try {
      return compile(client, files, Use.WATCHED).join();
    } catch (CompletionException e) {
      return refused(files, "goloom.timeout", reason(e));
    }
  }

  private static String reason(CompletionException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static Compiled refused(List<SourceFile> files, String code, String message) {
    var file = files.isEmpty() ? "" : files.getFirst().name();
    var diagnostic = new Diagnostic(file, 1, 1, 1, 2, "error", code, message);
    return Compiled.failed(List.of(diagnostic));
  }

  /** Whether a compiler that answers so has been at the end of its memory or its stack. */
  static boolean gaveUp(FromCompiler answer) {
    return answer instanceof Compiled compiled
        && compiled.diagnostics().stream().anyMatch(d -> d.code().equals(GAVE_UP));
  }
}
