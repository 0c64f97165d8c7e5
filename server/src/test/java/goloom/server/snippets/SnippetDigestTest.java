package goloom.server.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetDigestTest {
  /** Links are for ever: a change here breaks every one that was ever shared. */
  @Test
  void digest_staysWhatItIs() {
    SnippetDigest digest =
        SnippetDigest.of(List.of(new SourceFile("Main.java", "void main() {}\n")));

    assertThat(digest.id(SnippetDigest.SHORTEST_ID)).isEqualTo("FXPwtDTVodf");
    assertThat(digest.longestId()).isEqualTo(43);
  }

  @Test
  void digest_tellsNamesFromSources() {
    assertThat(SnippetDigest.of(List.of(new SourceFile("A.java", "bc"))).hex())
        .isNotEqualTo(SnippetDigest.of(List.of(new SourceFile("A.javab", "c"))).hex());
  }
}
