package goloom.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that writes what a test gives it, and goes when it is killed or has written it all. */
final class FakeProcess extends Process {
  private final InputStream out;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final CompletableFuture<Process> exit = new CompletableFuture<>();
  private volatile int code;

  /** {@code code} is what it ends with where nobody kills it. */
  FakeProcess(InputStream source, int code) {
    this.code = code;
    out =
        new InputStream() {
          @Override
          public int read() throws java.io.IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws java.io.IOException {
            var n = gone.getCount() == 0 ? -1 : source.read(bytes, offset, length);
            if (n < 0) {
              end();
            }
            return n;
          }
        };
  }

  private void end() {
    gone.countDown();
    exit.complete(this);
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return out;
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    gone.await();
    return code;
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return gone.await(timeout, unit);
  }

  @Override
  public int exitValue() {
    if (gone.getCount() > 0) {
      throw new IllegalThreadStateException("it has not ended");
    }
    return code;
  }

  @Override
  public boolean isAlive() {
    return gone.getCount() > 0;
  }

  @Override
  public void destroy() {
    if (gone.getCount() > 0) {
      code = 137;
    }
    end();
  }

  @Override
  public Process destroyForcibly() {
    destroy();
    return this;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return exit;
  }

  @Override
  public ProcessHandle toHandle() {
    return new Handle(this);
  }

  private record Handle(FakeProcess process) implements ProcessHandle {
    @Override
    public long pid() {
      return Integer.MAX_VALUE;
    }

    @Override
    public Optional<ProcessHandle> parent() {
      return Optional.empty();
    }

    @Override
    public Stream<ProcessHandle> children() {
      return Stream.empty();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
      return Stream.empty();
    }

    @Override
    public Info info() {
      return new Nothing();
    }

    @Override
    public CompletableFuture<ProcessHandle> onExit() {
      return process.exit.thenApply(_ -> this);
    }

    @Override
    public boolean supportsNormalTermination() {
      return false;
    }

    @Override
    public boolean destroy() {
      process.destroy();
      return true;
    }

    @Override
    public boolean destroyForcibly() {
      return destroy();
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public int compareTo(ProcessHandle other) {
      return Long.compare(pid(), other.pid());
    }
  }

  private record Nothing() implements ProcessHandle.Info {
    @Override
    public Optional<String> command() {
      return Optional.empty();
    }

    @Override
    public Optional<String> commandLine() {
      return Optional.empty();
    }

    @Override
    public Optional<String[]> arguments() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> startInstant() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> totalCpuDuration() {
      return Optional.empty();
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }
  }
}
