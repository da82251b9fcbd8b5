package io.vmoodle.lab.database;

import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.server.Credential;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL from the binaries in Maven's repository. */
final class PostgreSqlLab implements DatabaseLab {
  private static final class Shared {
    static final PostgreSqlLab INSTANCE = another();
  }

  private final EmbeddedPostgres server;
  private final EndWithJvm end;

  private PostgreSqlLab(EmbeddedPostgres server, EndWithJvm end) {
    this.server = server;
    this.end = end;
  }

  static PostgreSqlLab another() {
    return start(DatabaseRun.begin(), Map.of());
  }

  static DatabaseLab shared() {
    return Shared.INSTANCE;
  }

  static DatabaseLab withTls(Credential certificate) {
    var run = DatabaseRun.begin();
    return start(
        run,
        Map.of(
            "ssl", "on",
            "ssl_cert_file", run.secret("server.crt", certificate.certificate()).toString(),
            "ssl_key_file", run.secret("server.key", certificate.key()).toString()));
  }

  private static PostgreSqlLab start(DatabaseRun run, Map<String, String> tls) {
    var data = run.folder("postgresql");
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              // In the data folder, so that nothing of a killed server stays elsewhere.
              .setServerConfig("dynamic_shared_memory_type", "mmap")
              .setServerConfig("max_connections", "400")
              // Nothing outlives the run, and nothing of it is large.
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("wal_level", "minimal")
              .setServerConfig("max_wal_senders", "0")
              .setServerConfig("autovacuum", "off")
              .setServerConfig("password_encryption", "scram-sha-256")
              // A client hashes as often at each login: an eighth of what the JVM of tests did.
              .setServerConfig("scram_iterations", "1");
      tls.forEach(builder::setServerConfig);
      var server = builder.start();
      var end = run.started(data.resolve("postmaster.pid"), () -> stop(server));
      var lab = new PostgreSqlLab(server, end);
      lab.requirePasswords();
      lab.execute("", DatabaseDocs.sql("PostgreSQL", 0));
      return lab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The embedded server trusts everybody on loopback; then no test could see a wrong password. */
  private void requirePasswords() throws SQLException {
    execute(
        "",
        "CREATE TEMP TABLE hba (line text)",
        "INSERT INTO hba VALUES ('local all postgres trust'),"
            + " ('host all postgres 127.0.0.1/32 trust'),"
            + " ('host all all 127.0.0.1/32 scram-sha-256')",
        "DO $$ BEGIN EXECUTE format('COPY hba TO %L', current_setting('hba_file')); END $$",
        "SELECT pg_reload_conf()");
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(port(), database.isEmpty() ? "postgres" : database);
  }

  @Override
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", "");
  }

  @Override
  public void end() {
    end.close();
  }

  @Override
  public void createMainMoodle(String name) throws SQLException {
    execute(
        "",
        "CREATE ROLE %s LOGIN PASSWORD 'main-Secret-1'".formatted(name),
        "CREATE DATABASE %s OWNER %s".formatted(name, name));
    execute(name, "SET ROLE " + name, RegistryTable.POSTGRESQL);
    execute(name, DatabaseDocs.sql("PostgreSQL", 1, name));
  }
}
