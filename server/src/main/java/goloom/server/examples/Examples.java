package goloom.server.examples;

import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The examples on the class path: {@code /examples/index.json} lists them, their sources lie beside
 * it.
 */
public final class Examples {
  private static final String FOLDER = "/examples/";

  /** {@code expect} is for the examples' own tests. */
  private record Entry(
      String id,
      String title,
      String summary,
      String topic,
      List<String> files,
      @Nullable JsonNode expect) {}

  private Examples() {}

  /** Reads them, in the order of the list. */
  public static List<Example> load(ObjectMapper json) {
    List<Entry> entries = json.readValue(read("index.json"), new TypeReference<>() {});
    return entries.stream().map(Examples::example).toList();
  }

  private static Example example(Entry entry) {
    List<SourceFile> files =
        entry.files().stream().map(path -> new SourceFile(fileName(path), read(path))).toList();
    return new Example(entry.id(), entry.title(), entry.summary(), entry.topic(), files);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String read(String path) {
    try (InputStream in = Examples.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new IllegalStateException("no example file " + FOLDER + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
