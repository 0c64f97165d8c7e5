package goloom.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DemultiplexerTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Remembers what arrives. */
  private static final class Heard implements Demultiplexer.Sink {
    private final List<FromWorker> messages = new ArrayList<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    @Override
    public void frame(FromWorker message, int bytes) {
      messages.add(message);
    }

    @Override
    public void raw(byte[] bytes, int offset, int length) {
      raw.write(bytes, offset, length);
    }
  }

  private static FromWorker output(String text) {
    return new FromWorker.Happened(new Event.Output("stdout", text, 1, 1));
  }

  /** The pieces that a worker writes for {@code message}. */
  private static List<byte[]> pieces(FromWorker message) throws IOException {
    var pieces = new ArrayList<byte[]>();
    var out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("one byte is not a piece");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            pieces.add(Arrays.copyOfRange(bytes, offset, offset + length));
          }
        };
    new SecretWriter(out, SECRET).send(message);
    return pieces;
  }

  @Test
  void frame_largerThanAPipeTakesAtOnce_leavesInPieces() throws Exception {
    var pieces = pieces(output("x".repeat(100_000)));
    assertThat(pieces).hasSizeGreaterThan(24).allMatch(p -> p.length <= SecretWriter.PIPE_BUF);
  }

  /** Raw bytes of the program's between any two pieces, read in portions of any size. */
  @Test
  void framesAndRawBytes_interleavedAnyhow_areToldApart() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var stream = new ByteArrayOutputStream();
      var raw = new ByteArrayOutputStream();
      var sent = new ArrayList<FromWorker>();
      for (int i = 0; i < 20; i++) {
        var message = output("m".repeat(random.nextInt(10) == 0 ? 9000 : random.nextInt(40)));
        sent.add(message);
        for (var piece : pieces(message)) {
          var noise = noise(random);
          raw.writeBytes(noise);
          stream.writeBytes(noise);
          stream.writeBytes(piece);
        }
      }
      var heard = new Heard();
      var demultiplexer = new Demultiplexer(SECRET, heard);
      var bytes = stream.toByteArray();
      for (int at = 0; at < bytes.length; ) {
        var n = Math.min(random.nextInt(1, random.nextBoolean() ? 20 : 5000), bytes.length - at);
        demultiplexer.accept(Arrays.copyOfRange(bytes, at, at + n), n);
        at += n;
      }
      demultiplexer.finish();
      assertThat(heard.messages).isEqualTo(sent);
      assertThat(heard.raw.toByteArray()).isEqualTo(raw.toByteArray());
    }
  }

  /** Now and then the beginning of the secret, which is as far as a program can get by chance. */
  private static byte[] noise(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(SECRET, random.nextInt(SecretWriter.SECRET));
    }
    var noise = new byte[random.nextInt(30)];
    random.nextBytes(noise);
    return noise;
  }

  @Test
  void framesWithoutTheSecret_areRawBytes() throws Exception {
    var heard = new Heard();
    var demultiplexer =
        new Demultiplexer("fedcba9876543210".getBytes(StandardCharsets.US_ASCII), heard);
    var piece = pieces(output("forged")).getFirst();
    demultiplexer.accept(piece, piece.length);
    demultiplexer.finish();
    assertThat(heard.messages).isEmpty();
    assertThat(heard.raw.toByteArray()).isEqualTo(piece);
  }

  @Test
  void brokenPieces_areRefused() {
    for (var lengths : List.of(new byte[] {0, 0}, new byte[] {(byte) 0xff, 0}, new byte[] {0, 2})) {
      var piece = Arrays.copyOf(SECRET, 40);
      System.arraycopy(lengths, 0, piece, 16, 2);
      assertThatThrownBy(() -> new Demultiplexer(SECRET, new Heard()).accept(piece, piece.length))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void hugeFrame_isRefusedAtItsFirstPiece() {
    var piece = Arrays.copyOf(SECRET, 40);
    piece[17] = 22;
    piece[18] = 0x7f;
    assertThatThrownBy(() -> new Demultiplexer(SECRET, new Heard()).accept(piece, piece.length))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("length");
  }

  @Test
  void pieceThatIsCutOff_givesNothingAway() throws Exception {
    var heard = new Heard();
    var demultiplexer = new Demultiplexer(SECRET, heard);
    var piece = pieces(output("half")).getFirst();
    demultiplexer.accept(piece, piece.length - 3);
    demultiplexer.finish();
    assertThat(heard.messages).isEmpty();
    assertThat(heard.raw.size()).isZero();
  }
}
