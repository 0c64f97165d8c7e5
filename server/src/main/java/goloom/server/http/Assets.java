package goloom.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files, from the class path's folder {@code /public}, read once and kept. Those under
 * {@code /assets} have a hash of their content in their name and may be cached for ever; the others
 * are asked for again each time.
 */
final class Assets {
  private static final String FOLDER = "/public";
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Optional<Asset>> known = new ConcurrentHashMap<>();

  /** The file at {@code path}, which begins with a slash. */
  Optional<Asset> find(String path) {
    // Only what exists is remembered: strangers choose the paths.
    Optional<Asset> asset = known.get(path);
    if (asset == null) {
      asset = load(path);
      if (asset.isPresent()) {
        known.put(path, asset);
      }
    }
    return asset;
  }

  /** Answers with it, as small and as little as the browser asks for. */
  static void send(Context ctx, String path, Asset asset) {
    boolean immutable = path.startsWith("/assets/");
    ctx.header("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    ctx.header("ETag", asset.etag());
    ctx.header("Vary", "Accept-Encoding");
    if (asset.etag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.contentType());
    String accepted = ctx.header("Accept-Encoding");
    if (asset.zipped().length < asset.bytes().length
        && accepted != null
        && accepted.contains("gzip")) {
      ctx.header("Content-Encoding", "gzip");
      ctx.result(asset.zipped());
    } else {
      ctx.result(asset.bytes());
    }
  }

  private static Optional<Asset> load(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    String contentType = CONTENT_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    URL url = Assets.class.getResource(FOLDER + path);
    if (contentType == null || url == null) {
      return Optional.empty();
    }
    try (InputStream in = url.openStream()) {
      byte[] bytes = in.readAllBytes();
      return Optional.of(new Asset(bytes, zipped(bytes), contentType, etag(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      // Weak: the zipped form shares it.
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
