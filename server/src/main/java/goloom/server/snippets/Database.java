package goloom.server.snippets;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database: PostgreSQL where one is named, else H2 in a file, speaking PostgreSQL's SQL. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /**
   * PostgreSQL's SQL; and each commit written before it is answered (without it a server that is
   * killed loses the last half second), and closed by us alone, not by a shutdown hook of H2's own
   * beside ours.
   */
  private static final String H2_MODE =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  private static final int CONNECTIONS = 8;
  private static final long CONNECT_MILLIS = 10_000;

  private final HikariDataSource source;

  private Database(HikariDataSource source) {
    this.source = source;
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @throws ConfigException where it can't be opened; the message says which it is, and why
   */
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
      migrate(source);
      return new Database(source);
    } catch (RuntimeException e) {
      throw explained(e, config);
    }
  }

  /** A start that was killed may have noted its migration wrongly; each can be done once more. */
  private static void migrate(DataSource source) {
    Flyway flyway =
        Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      LOG.info("mending the database's list of migrations");
      flyway.repair();
      flyway.migrate();
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

  private static ConfigException explained(RuntimeException e, Config config) {
    LOG.debug("the database was not opened", e);
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("already in use") || message.contains("The file is locked")) {
        return new ConfigException(
            "another goloom uses the data folder; stop it or set GOLOOM_DATA_DIR to another folder: "
                + config.dataDir());
      }
      root = cause;
    }
    String which =
        config.databaseUrl() == null
            ? "in GOLOOM_DATA_DIR=" + config.dataDir()
            : "at GOLOOM_DATABASE_URL";
    return new ConfigException("the database " + which + " can't be opened: " + root.getMessage());
  }
}
