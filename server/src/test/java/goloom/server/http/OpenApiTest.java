package goloom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.router.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  @TempDir Path dataDir;

  @Test
  void description_hasEveryRouteAndNoOther() throws IOException {
    try (var playground = new TestPlayground(new FakeSandbox(), dataDir, Map.of())) {
      String yaml = playground.get("/openapi.yaml").body();

      assertThat(described(yaml)).isEqualTo(routed(playground));
    }
  }

  private static Set<String> routed(TestPlayground playground) {
    return playground.playground().javalin().unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .filter(endpoint -> !endpoint.method.name().equals("HEAD")) // goes with every GET
        .map((Endpoint endpoint) -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Paths are indented by two in our file, their methods by four. */
  private static Set<String> described(String yaml) {
    String paths = yaml.substring(yaml.indexOf("\npaths:"), yaml.indexOf("\ncomponents:"));
    Set<String> described = new TreeSet<>();
    String path = "";
    for (String line : paths.lines().toList()) {
      if (line.matches(" {2}/.*:")) {
        path = line.strip().replaceAll(":$", "");
      } else if (line.matches(" {4}(get|post|put|delete):")) {
        described.add(
            line.strip().replace(":", "").toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    return described;
  }
}
