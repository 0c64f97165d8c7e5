package goloom.sandbox;

import goloom.scheduler.TraceView;
import goloom.worker.protocol.Demultiplexer;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Output;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.ProtocolException;
import goloom.worker.protocol.ToWorker;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program in one worker, from the job it is given to the verdict.
 *
 * <p>Two threads read what the worker says, one a descriptor; {@code delivery} lets one of them at
 * a time call the consumer of events. Nobody else holds that lock, so a consumer that blocks holds
 * back this program and nothing else: {@link #kill} and the watchdog need no lock.
 */
final class Execution implements Watchdog.Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /** For how long a program may wait for input in all, at no cost to its limits. */
  private static final long MAX_WAITING_NANOS = 300_000_000_000L;

  /** What a JVM whose program only waits may use of a processor before that is no waiting. */
  private static final long IDLE_MILLIS = 200;

  /** How long a worker that has said its last word may take to go. */
  private static final long FAREWELL_MILLIS = 500;

  /** Input that the program hasn't read. */
  private static final long MAX_PENDING_INPUT = 1 << 20;

  /** All that a worker may say in frames; the engine's own limits are far below. */
  private static final long MAX_FRAME_BYTES = 64L << 20;

  /** The same in a search, which tells of each outcome again as its counts grow. */
  private static final long MAX_SEARCH_FRAME_BYTES = 256L << 20;

  /** By how much a trace may exceed its limit; the engine, which keeps it, counts otherwise. */
  private static final int MAX_TRACE_FACTOR = 2;

  private final Worker worker;
  private final ToWorker.Job job;
  private final Limits limits;
  private final long realLimitMillis;
  private final Consumer<? super Event> events;
  private final InputWait inputWait;
  private final OutputKeeper output;
  private final ReentrantLock delivery = new ReentrantLock();
  private final BlockingQueue<ToWorker> inbox = new LinkedBlockingQueue<>();
  private final AtomicLong pendingInput = new AtomicLong();
  private final AtomicReference<@Nullable Kill> killed = new AtomicReference<>();
  private final long startNanos = System.nanoTime();
  private final long cpuAtStartMillis;
  private final JvmReport report = new JvmReport();

  /** When the JVM was asked what it waits for, its time being over; 0 for not yet. */
  private volatile long askedAtNanos;

  private volatile long cpuAtWaitMillis;
  private volatile Waits waits = new Waits(0, 0);
  private volatile FromWorker.@Nullable End end;
  private long lastAt;
  private long framedBytes;
  private long tracedEvents;

  private final TraceView trace;
  private final Findings findings;

  Execution(
      Worker worker,
      ToWorker.Job job,
      Limits limits,
      long realLimitMillis,
      Consumer<? super Event> events,
      InputWait inputWait) {
    this.inputWait = inputWait;
    this.worker = worker;
    this.job = job;
    this.limits = limits;
    this.realLimitMillis = realLimitMillis;
    this.events = events;
    this.output = new OutputKeeper(limits, events);
    this.trace = new TraceView(job.sites());
    this.findings = new Findings(job.explore() != null);
    this.cpuAtStartMillis = worker.cpuMillis();
  }

  /** Is told when the program waits for input and does nothing else, and when it goes on. */
  interface InputWait {
    void begins();

    void ends();
  }

  /** The time spent waiting for input: what is over, and since when again; 0 for not now. */
  private record Waits(long totalNanos, long sinceNanos) {
    long until(long nowNanos) {
      return totalNanos + (sinceNanos == 0 ? 0 : nowNanos - sinceNanos);
    }
  }

  /** Runs it to its end; all events but the exit, which is returned, go to the consumer. */
  Event.Exit run() throws InterruptedException {
    var stderr = PipeThread.start("stderr-" + worker.pid(), this::readStderr);
    var writer = PipeThread.start("stdin-" + worker.pid(), this::write);
    try {
      readStdout();
    } catch (IOException e) {
      if (e instanceof ProtocolException) {
        LOG.warn("worker {} broke the protocol: {}", worker.pid(), e.getMessage());
        kill(Kill.PROTOCOL);
      }
      // Else a pipe that broke: its process is gone, and how it went is the verdict's to say.
    }
    var code = end == null ? worker.await(FAREWELL_MILLIS) : worker.await(FAREWELL_MILLIS / 5);
    worker.kill();
    if (code < 0) {
      var late = worker.await(FAREWELL_MILLIS);
      code = end == null && killed.get() == null ? 1 : late;
    }
    writer.interrupt();
    stderr.join(FAREWELL_MILLIS);
    delivery.lock();
    try {
      var deadlock = report.deadlock();
      if (!deadlock.isEmpty()) {
        output.accept(new Output("stderr", deadlock, lastAt, 0));
      }
      output.release();
    } finally {
      delivery.unlock();
    }
    if (end == null && worker.outOfMemory()) {
      killed.compareAndSet(null, Kill.MEMORY);
    }
    var millis = (System.nanoTime() - startNanos) / 1_000_000;
    return new Verdict(limits, realLimitMillis)
        .of(killed.get(), end == null ? null : end.exit(), code, output, millis);
  }

  long pid() {
    return worker.pid();
  }

  /** Ends it; the process is gone within milliseconds. */
  void kill(Kill reason) {
    // A program that has come to its end by itself has ended so, even if its process is still
    // there.
    if (end == null) {
      killed.compareAndSet(null, reason);
    }
    worker.kill();
  }

  /** Sends the worker more input, in the order of the calls; what is far too much is dropped. */
  void give(ToWorker message) {
    var size = message instanceof ToWorker.Stdin(var bytes) ? bytes.length : 0;
    if (pendingInput.addAndGet(size) <= MAX_PENDING_INPUT) {
      inbox.add(message);
    }
  }

  /**
   * Writes to the worker, on a thread of its own: a program that doesn't read holds back nobody.
   */
  private void write() {
    try {
      Frames.write(worker.in(), ToWorker.class, job);
      while (job.stdinOpen()) {
        var next = inbox.take();
        Frames.write(worker.in(), ToWorker.class, next);
        if (next instanceof ToWorker.Stdin(var bytes)) {
          pendingInput.addAndGet(-bytes.length);
        }
      }
    } catch (IOException | InterruptedException over) {
      // The worker is gone, and with it whoever would have read.
      return;
    }
  }

  @Override
  public void check(long now) {
    var spent = now - startNanos - Math.min(waits.until(now), MAX_WAITING_NANOS);
    if (askedAtNanos != 0) {
      if (now - askedAtNanos > JvmReport.PATIENCE_NANOS) {
        worker.kill();
      }
    } else if (spent > realLimitMillis * 1_000_000) {
      // It is over; but what its threads wait for may be what its user wants to know.
      if (end == null && killed.compareAndSet(null, Kill.REAL_TIME)) {
        askedAtNanos = now;
        JvmReport.ask(worker.pid());
      } else {
        worker.kill();
      }
    } else {
      var cpuMillis = worker.cpuMillis();
      if (cpuMillis - cpuAtStartMillis > limits.runCpuMillis()) {
        kill(Kill.CPU_TIME);
      } else if (waits.sinceNanos != 0 && cpuMillis - cpuAtWaitMillis > IDLE_MILLIS) {
        inputWait.ends(); // one of its threads waits, and others work
      }
    }
  }

  private void readStdout() throws IOException {
    var demultiplexer = new Demultiplexer(job.secret(), new Stdout());
    var buffer = new byte[1 << 16];
    for (int n; end == null && (n = worker.out().read(buffer)) >= 0; ) {
      delivery.lock();
      try {
        demultiplexer.accept(buffer, n);
      } finally {
        delivery.unlock();
      }
    }
    delivery.lock();
    try {
      demultiplexer.finish();
    } finally {
      delivery.unlock();
    }
  }

  private void readStderr() {
    var text = new Utf8Text();
    var buffer = new byte[1 << 13];
    try (InputStream err = worker.err()) {
      for (int n; (n = err.read(buffer)) >= 0; ) {
        raw("stderr", text.decode(buffer, 0, n));
      }
      raw("stderr", text.end());
    } catch (IOException gone) {
      raw("stderr", text.end());
    }
  }

  private void raw(String stream, String text) {
    if (text.isEmpty()) {
      return;
    }
    delivery.lock();
    try {
      write(new Output(stream, text, lastAt, 0));
    } finally {
      delivery.unlock();
    }
  }

  private void write(Output event) {
    output.accept(event);
    if (output.flooded()) {
      kill(Kill.OUTPUT);
    }
  }

  /** What arrives on descriptor 1. Called with {@code delivery} held. */
  private final class Stdout implements Demultiplexer.Sink {
    private final Utf8Text text = new Utf8Text();

    @Override
    public void frame(FromWorker message, int bytes) throws ProtocolException {
      if (end != null) {
        return; // it has had its last word
      }
      framedBytes += bytes;
      if (framedBytes > (job.explore() == null ? MAX_FRAME_BYTES : MAX_SEARCH_FRAME_BYTES)) {
        throw new ProtocolException("more frames than any program has");
      }
      switch (message) {
        case FromWorker.Happened(var event) -> {
          findings.check(event, bytes);
          happened(event);
        }
        case FromWorker.Waiting(var waiting) -> waiting(waiting);
        case FromWorker.Trace(var packed) -> traced(packed);
        case FromWorker.Named(var goroutine, var name) -> named(goroutine, name);
        case FromWorker.End last -> end = checked(last);
      }
    }

    @Override
    public void raw(byte[] bytes, int offset, int length) {
      var decoded = text.decode(bytes, offset, length);
      if (askedAtNanos != 0) {
        report.add(decoded);
      } else if (!decoded.isEmpty()) {
        write(new Output("stdout", decoded, lastAt, 0));
      }
    }
  }

  private void waiting(boolean waiting) {
    if (!job.stdinOpen()) {
      return; // nothing will come, so waiting for it costs what all waiting costs
    }
    var now = System.nanoTime();
    var before = waits;
    if (waiting && before.sinceNanos == 0) {
      cpuAtWaitMillis = worker.cpuMillis();
      waits = new Waits(before.totalNanos, now);
      inputWait.begins();
    } else if (!waiting && before.sinceNanos != 0) {
      waits = new Waits(before.until(now), 0);
      inputWait.ends();
    }
  }

  private void named(long goroutine, String name) throws ProtocolException {
    findings.name(name);
    events.accept(new Event.Trace(List.of(TraceView.named(goroutine, name))));
  }

  private void traced(byte[] packed) throws ProtocolException {
    try {
      var batch = trace.view(packed);
      tracedEvents += Math.max(1, batch.size());
      if (tracedEvents > MAX_TRACE_FACTOR * (limits.traceEvents() + 1_000L)) {
        throw new ProtocolException("a trace longer than any engine's");
      }
      if (!batch.isEmpty()) {
        events.accept(new Event.Trace(batch));
      }
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("not a trace: " + e.getMessage());
    }
  }

  private void happened(Event.OfProgram event) throws ProtocolException {
    switch (event) {
      case Output written -> {
        if (!written.stream().equals("stdout") && !written.stream().equals("stderr")) {
          throw new ProtocolException("no such stream: " + written.stream());
        }
        lastAt = written.at();
        write(written);
      }
      case Event.Panic _, Event.Deadlock _, Event.Leak _ -> {
        // What comes after the last output stands after it.
        output.release();
        events.accept(event);
      }
      case Event.Race _, Event.Outcome _, Event.Explored _ -> events.accept(event);
    }
  }

  private static FromWorker.End checked(FromWorker.End end) throws ProtocolException {
    return switch (end.exit().status()) {
      case OK, EXIT, PANIC, DEADLOCK, MEMORY_LIMIT, GOROUTINE_LIMIT, INTERNAL -> end;
      case COMPILE_ERROR, TIMEOUT, OUTPUT_LIMIT, KILLED ->
          throw new ProtocolException("a verdict that isn't a worker's to give");
    };
  }
}
