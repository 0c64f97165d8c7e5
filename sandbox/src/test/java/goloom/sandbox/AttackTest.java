package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attacks, each in the real box: with the class policy off, where the box alone has to hold;
 * and with it on, where its user is told at the line. After each of them nothing of it is left.
 */
@ExtendWith(Box.class)
class AttackTest {
  private static ServerSocket listener;

  /** What programs see of files, before they begin. */
  private static Map<Path, String> files = Map.of();

  @BeforeAll
  static void listen() throws IOException {
    if (listener == null) {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
  }

  @BeforeAll
  static void lookAtTheImages() throws Exception {
    Sandbox.open(Box.settings().withSizes(Sizes.forOneRun())).close();
    files = images();
  }

  @AfterAll
  static void nothingWasWritten() throws Exception {
    assertThat(files).isNotEmpty();
    assertThat(images()).isEqualTo(files);
  }

  /** Every file of the images, with what a change of it would change. */
  private static Map<Path, String> images() throws IOException {
    var seen = new TreeMap<Path, String>();
    var images = Path.of(System.getProperty("goloom.data"), "images");
    try (var all = Files.walk(images)) {
      for (var file : all.toList()) {
        var of =
            Files.readAttributes(
                file, PosixFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        // Whoever opens a sandbox marks its image as used: by the time of the image's folder.
        boolean marked = images.equals(file.getParent());
        seen.put(
            file,
            of.size()
                + " "
                + (marked ? "" : of.lastModifiedTime())
                + " "
                + PosixFilePermissions.toString(of.permissions())
                + " "
                + of.owner());
      }
    }
    return seen;
  }

  /** Nobody has come by. */
  @AfterAll
  static void nobodyConnected() throws IOException {
    try (var closing = listener) {
      closing.setSoTimeout(1);
      org.assertj.core.api.Assertions.assertThatThrownBy(closing::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  static List<Attack> attacks() throws IOException {
    listen();
    var all = new ArrayList<Attack>();
    all.addAll(FileAttacks.all());
    all.addAll(ReachAttacks.all(listener.getLocalPort()));
    all.addAll(GreedAttacks.memory());
    all.addAll(GreedAttacks.time());
    all.addAll(GreedAttacks.output());
    all.addAll(CompilerAttacks.all());
    return all;
  }

  static Stream<Attack> attacksThePolicyKnows() throws IOException {
    return attacks().stream().filter(attack -> !attack.refusal().isEmpty());
  }

  @Test
  void attacks_areManyAndDifferent() throws Exception {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(attacks()).extracting(Attack::toString).doesNotHaveDuplicates();
  }

  // The attacks of one method run beside each other, and beside nothing else: other tests kill
  // workers, whosever they are.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void attack_withThePolicyOff_meetsTheBox(Attack attack, @Box.Unguarded Sandbox sandbox)
      throws Exception {
    held(attack, sandbox);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("attacksThePolicyKnows")
  void attack_withThePolicyOn_isToldAtTheLine(Attack attack, Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, attack.request());
    var compile = (Event.Compile) ended.events().getFirst();
    assertThat(ended.exit().status()).isEqualTo(Status.COMPILE_ERROR);
    assertThat(compile.diagnostics())
        .filteredOn(d -> d.severity().equals("error"))
        .isNotEmpty()
        .allSatisfy(d -> {
          assertThat(d.line()).isGreaterThan(1);
          assertThat(d.message()).contains("; ");
        })
        .extracting(goloom.worker.protocol.Diagnostic::code)
        .contains(attack.refusal());
  }

  private static void held(Attack attack, Sandbox sandbox) throws Exception {
    var going = Box.start(sandbox, attack.request(), _ -> {});
    going.handle().await();
    var ended = new Box.Ended(going.events());
    var pid = ((Run) going.handle()).workerPid();
    var status = ended.exit().status();
    assertThat(attack.ends())
        .as("%s: %s; stdout %s", attack, ended.exit(), cut(ended.stdout()))
        .containsKey(status);
    assertThat(ended.exit().message()).contains(attack.ends().getOrDefault(status, ""));
    assertThat(ended.all(Event.Exit.class)).hasSize(1);
    assertThat(ended.events().getLast()).isInstanceOf(Event.Exit.class);
    for (var check : attack.checks()) {
      check.holds(ended);
    }
    Box.until(() -> pid < 0 || ProcessHandle.of(pid).isEmpty());
  }

  private static String cut(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
