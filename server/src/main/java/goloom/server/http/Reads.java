package goloom.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Routes that only read: what answers GET answers HEAD, with the same status and headers. */
final class Reads {
  private Reads() {}

  static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler); // Javalin's own says 200 of every route, whatever GET would say
  }
}
