package goloom.server.http;

import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;
import tools.jackson.databind.ObjectMapper;

/** Our mapper, where Javalin wants one. */
final class JavalinJson implements JsonMapper {
  private final ObjectMapper mapper;

  JavalinJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String toJsonString(Object value, Type type) {
    return mapper.writeValueAsString(value);
  }
}
