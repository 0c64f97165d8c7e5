package goloom.server.snippets;

import goloom.worker.protocol.SourceFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What a snippet's files come to: SHA-256 over their names and sources, each with its length, in
 * the order of the names. Ids are beginnings of it in base 62.
 */
final class SnippetDigest {
  static final int SHORTEST_ID = 11;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  /** 62^43 is the first power beyond 2^256: so many digits hold every digest. */
  private static final int DIGIT_COUNT = 43;

  private final byte[] bytes;
  private final String digits;

  private SnippetDigest(byte[] bytes) {
    this.bytes = bytes;
    this.digits = base62(bytes);
  }

  static SnippetDigest of(List<SourceFile> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      add(sha, "goloom snippet 1");
      for (SourceFile file :
          files.stream().sorted(Comparator.comparing(SourceFile::name)).toList()) {
        add(sha, file.name());
        add(sha, file.source());
      }
      return new SnippetDigest(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The id of so many characters, at most {@link #longestId}. */
  String id(int length) {
    return digits.substring(0, length);
  }

  int longestId() {
    return digits.length();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  private static void add(MessageDigest sha, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    sha.update(utf8);
  }

  private static String base62(byte[] bytes) {
    var text = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes); text.length() < DIGIT_COUNT; ) {
      BigInteger[] divided = rest.divideAndRemainder(BASE);
      text.append(DIGITS.charAt(divided[1].intValue()));
      rest = divided[0];
    }
    return text.toString();
  }
}
