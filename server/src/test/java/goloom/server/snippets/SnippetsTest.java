package goloom.server.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import goloom.server.json.Json;
import goloom.worker.protocol.SourceFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of snippets, held by both databases. */
class SnippetsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2009-11-10T23:00:00Z"), ZoneOffset.UTC);
  private static final List<SourceFile> FILES =
      List.of(
          new SourceFile("B.java", "class B {}\u0000 // ünïcödé 🧵"),
          new SourceFile("A.java", "void main() {}"));

  @TempDir Path dataDir;

  @Test
  void snippets_inTheEmbeddedDatabase_keepTheirPromises() {
    try (var database = Database.open(embedded())) {
      verify(database.jdbi());
    }
  }

  /** A server that is killed during its first start may have made its tables and not noted it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from \"flyway_schema_history\"",
        "update \"flyway_schema_history\" set \"success\" = false"
      })
  void tables_thatWereNotNoted_areTakenAsTheyAre(String loss) {
    String id;
    try (var database = Database.open(embedded())) {
      id = new Snippets(database.jdbi(), Json.MAPPER, CLOCK).share(FILES);
      database.jdbi().useHandle(handle -> handle.execute(loss));
    }
    try (var database = Database.open(embedded())) {
      assertThat(new Snippets(database.jdbi(), Json.MAPPER, CLOCK).find(id)).isPresent();
    }
  }

  @Test
  void database_thatCannotBeOpened_isNamedWithTheReason() throws IOException {
    Files.writeString(dataDir.resolve("goloom.mv.db"), "no database".repeat(1000));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Database.open(embedded()))
        .withMessageStartingWith("the database in GOLOOM_DATA_DIR=" + dataDir)
        .withMessageContaining("corrupt");
  }

  @Test
  void snippets_inPostgres_keepTheirPromises() throws IOException {
    try (var postgres = EmbeddedPostgres.builder().start()) {
      Map<String, String> settings = new HashMap<>();
      settings.put(
          "GOLOOM_DATABASE_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
      settings.put("GOLOOM_DATABASE_USER", "postgres");
      try (var database = Database.open(Config.from(settings))) {
        verify(database.jdbi());
      }
    }
  }

  private Config embedded() {
    return Config.from(Map.of("GOLOOM_DATA_DIR", dataDir.toString()));
  }

  private static void verify(Jdbi jdbi) {
    var snippets = new Snippets(jdbi, Json.MAPPER, CLOCK);
    String id = snippets.share(FILES);

    assertThat(snippets.reachable()).isTrue();
    assertThat(snippets.find(id)).hasValue(new Snippet(id, FILES));
    assertThat(snippets.share(FILES)).isEqualTo(id);
    assertThat(snippets.share(FILES.reversed()))
        .as("the order of files does not matter")
        .isEqualTo(id);
    assertThat(snippets.find(id.toLowerCase(java.util.Locale.ROOT) + "x")).isEmpty();

    List<SourceFile> others = List.of(new SourceFile("A.java", "void main() { }"));
    String otherId = SnippetDigest.of(others).id(SnippetDigest.SHORTEST_ID);
    occupy(jdbi, otherId);
    assertThat(snippets.share(others))
        .as("an id that is taken by another snippet is lengthened")
        .startsWith(otherId)
        .hasSize(SnippetDigest.SHORTEST_ID + 1);
  }

  private static void occupy(Jdbi jdbi, String id) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into snippet (id, digest, files, created_at) values (?, 'another', '[]', current_timestamp)",
            id));
  }
}
