package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.SecretWriter;
import goloom.worker.protocol.ToWorker;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that takes a run worker's place, knows the secret, and does as its mode says. */
final class Hostile {
  private Hostile() {}

  /** What it does once it has its job, and how such a run ends. */
  enum Mode {
    HONEST(Status.OK),
    /** The first end counts; and it lives on. */
    ENDS_TWICE_AND_STAYS(Status.OK),
    /** Only its parent may say that. */
    CLAIMS_A_TIMEOUT(Status.INTERNAL),
    TORN_FRAME(Status.INTERNAL),
    HUGE_FRAME(Status.INTERNAL),
    ENDLESS_FRAMES(Status.OUTPUT_LIMIT),
    ENDLESS_NOISE(Status.OUTPUT_LIMIT),
    ENDLESS_COMPLAINTS(Status.OUTPUT_LIMIT),
    SILENT(Status.TIMEOUT),
    CLOSES_EVERYTHING_AND_STAYS(Status.INTERNAL),
    WAITS_FOR_INPUT_THAT_IS_CLOSED(Status.TIMEOUT),
    DIES(Status.INTERNAL),
    MANY_REPORTS(Status.INTERNAL);

    private final Status end;

    Mode(Status end) {
      this.end = end;
    }

    Status end() {
      return end;
    }
  }

  public static void main(String[] args) throws IOException {
    var out = new FileOutputStream(FileDescriptor.out);
    out.write('R');
    var in = new FileInputStream(FileDescriptor.in);
    if (!(Frames.read(in, ToWorker.class) instanceof ToWorker.Job job)) {
      return;
    }
    act(Mode.valueOf(args[0]), out, job, new SecretWriter(out, job.secret()));
  }

  private static void act(Mode mode, FileOutputStream out, ToWorker.Job job, SecretWriter writer)
      throws IOException {
    switch (mode) {
      case HONEST -> writer.send(end(Status.OK, "fine"));
      case ENDS_TWICE_AND_STAYS -> {
        writer.send(end(Status.OK, "fine"));
        writer.send(end(Status.PANIC, "not fine"));
        stay();
      }
      case CLAIMS_A_TIMEOUT -> {
        writer.send(end(Status.TIMEOUT, "time is over"));
        stay();
      }
      case TORN_FRAME -> {
        out.write(job.secret());
        out.write(new byte[] {1, 0, 0, 0, 9});
      }
      case HUGE_FRAME -> {
        out.write(job.secret());
        out.write(new byte[] {0, 4, 0x7f, -1, -1, -1});
        stay();
      }
      case ENDLESS_FRAMES -> {
        while (true) {
          writer.send(new FromWorker.Happened(new Event.Output("stdout", "again\n", 1, 1)));
        }
      }
      case ENDLESS_NOISE -> {
        while (true) {
          out.write(new byte[4096]);
        }
      }
      case ENDLESS_COMPLAINTS -> {
        var err = new FileOutputStream(FileDescriptor.err);
        while (true) {
          err.write(new byte[4096]);
        }
      }
      case SILENT -> stay();
      case CLOSES_EVERYTHING_AND_STAYS -> {
        out.close();
        new FileOutputStream(FileDescriptor.err).close();
        stay();
      }
      case WAITS_FOR_INPUT_THAT_IS_CLOSED -> {
        writer.send(new FromWorker.Waiting(true));
        stay();
      }
      case DIES -> Runtime.getRuntime().halt(1);
      case MANY_REPORTS -> {
        while (true) {
          writer.send(new FromWorker.Happened(new Event.Deadlock(List.of(), "again")));
        }
      }
    }
  }

  private static FromWorker end(Status status, String message) {
    return new FromWorker.End(
        new Event.Exit(status, 0, message, true, List.of(), Event.Stats.NONE));
  }

  private static void stay() {
    while (true) {
      LockSupport.park();
    }
  }
}
