package goloom.server.http;

import io.javalin.http.Context;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.util.Set;

/** Lets Javalin find the page's files where no route matches. */
final class AssetHandler implements ResourceHandler {
  private final Assets assets;

  AssetHandler(Assets assets) {
    this.assets = assets;
  }

  @Override
  public boolean canHandle(Context ctx) {
    return assets.find(ctx.path()).isPresent();
  }

  @Override
  public boolean handle(Context ctx) {
    var asset = assets.find(ctx.path());
    asset.ifPresent(found -> Assets.send(ctx, ctx.path(), found));
    return asset.isPresent();
  }

  @Override
  public boolean addStaticFileConfig(StaticFileConfig config) {
    return false;
  }

  @Override
  public Set<RouteRole> resourceRouteRoles(Context ctx) {
    return Set.of();
  }
}
