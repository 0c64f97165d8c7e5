package goloom.server.snippets;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The database: PostgreSQL where one is named, else H2 in a file, speaking PostgreSQL's SQL. */
public final class Database implements AutoCloseable {
  private static final String H2_MODE =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
  private static final int CONNECTIONS = 8;
  private static final long CONNECT_MILLIS = 10_000;

  private final HikariDataSource source;

  private Database(HikariDataSource source) {
    this.source = source;
  }

  /** Connects, and brings the tables up to date. */
  public static Database open(Config config) {
    var hikari = new HikariConfig();
    hikari.setPoolName("snippets");
    hikari.setMaximumPoolSize(CONNECTIONS);
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(CONNECT_MILLIS);
    if (config.databaseUrl() != null) {
      hikari.setJdbcUrl(config.databaseUrl());
      hikari.setUsername(config.databaseUser());
      hikari.setPassword(config.databasePassword());
    } else {
      hikari.setJdbcUrl("jdbc:h2:file:" + file(config.dataDir()) + H2_MODE);
    }
    try {
      var source = new HikariDataSource(hikari);
      Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
      return new Database(source);
    } catch (RuntimeException e) {
      throw explained(e, config);
    }
  }

  public Jdbi jdbi() {
    return Jdbi.create(source);
  }

  @Override
  public void close() {
    source.close();
  }

  private static Path file(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data folder " + dataDir, e);
    }
    return dataDir.resolve("goloom").toAbsolutePath();
  }

  private static RuntimeException explained(RuntimeException e, Config config) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("already in use") || message.contains("The file is locked")) {
        return new ConfigException(
            "another goloom uses the data folder; stop it or set GOLOOM_DATA_DIR to another folder: "
                + config.dataDir());
      }
    }
    return e;
  }
}
