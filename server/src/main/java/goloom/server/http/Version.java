package goloom.server.http;

/**
 * What runs here.
 *
 * @param engine the version that a shared run is replayed by
 * @param isolation how strangers' programs are kept in
 */
public record Version(String version, String engine, String java, String isolation) {}
