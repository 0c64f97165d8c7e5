package goloom.server.snippets;

import goloom.worker.protocol.SourceFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The shared snippets. Thread-safe. */
public final class Snippets {
  private static final TypeReference<List<SourceFile>> FILES = new TypeReference<>() {};

  private final Jdbi jdbi;
  private final ObjectMapper json;
  private final Clock clock;

  public Snippets(Jdbi jdbi, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.json = json;
    this.clock = clock;
  }

  /** Keeps the files, if they aren't kept already; the same files give the same id. */
  public String share(List<SourceFile> files) {
    SnippetDigest digest = SnippetDigest.of(files);
    return jdbi.inTransaction(handle -> {
      for (int length = SnippetDigest.SHORTEST_ID; length <= digest.longestId(); length++) {
        String id = digest.id(length);
        insertIfAbsent(handle, id, digest, files);
        if (digestOf(handle, id).equals(digest.hex())) {
          return id;
        }
        // Two snippets begin alike: the later one gets a longer id.
      }
      throw new AssertionError("two snippets of one digest: " + digest.hex());
    });
  }

  public Optional<Snippet> find(String id) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("select files from snippet where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne())
        .map(text -> new Snippet(id, json.readValue(text, FILES)));
  }

  /** Whether the database answers. */
  public boolean reachable() {
    return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
        == 1;
  }

  private void insertIfAbsent(
      Handle handle, String id, SnippetDigest digest, List<SourceFile> files) {
    handle
        .createUpdate(
            """
            insert into snippet (id, digest, files, created_at)
            values (:id, :digest, :files, :createdAt)
            on conflict do nothing
            """)
        .bind("id", id)
        .bind("digest", digest.hex())
        .bind("files", json.writeValueAsString(files))
        .bind("createdAt", OffsetDateTime.now(clock))
        .execute();
  }

  private static String digestOf(Handle handle, String id) {
    return handle
        .createQuery("select digest from snippet where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .one();
  }
}
