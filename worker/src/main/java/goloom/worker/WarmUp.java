package goloom.worker;

import goloom.Chan;
import goloom.Go;
import goloom.report.Frame;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import goloom.worker.protocol.ClassFile;
import goloom.worker.protocol.Codec;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.ProtocolException;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SecretWriter;
import goloom.worker.protocol.ToWorker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Goes once through what every run goes through, so that the first time is over before there is a
 * user who waits.
 *
 * <p>It always does the same, so whatever it uses up (numbers of threads, identity hash codes) it
 * uses up alike before every program.
 */
final class WarmUp {
  private WarmUp() {}

  static void run() throws ProtocolException {
    var job =
        new ToWorker.Job(
            new byte[16],
            List.of(new ClassFile("Main", new byte[0])),
            "Main",
            "",
            List.of(),
            new RunOptions(0L, null, 4, "sim", true, true),
            null,
            new ToWorker.WorkerLimits(100, 100, 256, 320, 256),
            new byte[0],
            false);
    Codec.decode(ToWorker.class, Codec.encode(ToWorker.class, job));
    var outbox = new Outbox(new SecretWriter(OutputStream.nullOutputStream(), job.secret()));
    outbox.send(new Event.Panic(1, "", "", List.of(new Frame("", "", 0)), null, ""));
    outbox.send(new FromWorker.Trace(new byte[0]));
    var out = ProgramOutput.stream("stdout", outbox);
    var ending = Engine.run(Settings.seeded(0), () -> program(out), Observer.NONE);
    var exit = new Event.Exit(Event.Status.OK, 0, "", true, List.of(), Event.Stats.NONE);
    outbox.send(new FromWorker.End(exit));
    assert ending.code() == 0;
  }

  private static void program(PrintStream out) {
    var ch = Chan.<String>make();
    Go.go(() -> ch.send("ready"));
    out.println(ch.receive());
    ch.close();
  }
}
