package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstalledMoodleIT {
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void readsWhatTheConfigTableSays(Engine engine) throws SQLException {
    var lab = lab(engine);
    var database = "installed_moodle";
    lab.execute("", "CREATE DATABASE " + database);

    assertThat(read(engine, database, "mdl_")).as("no table").isEmpty();

    lab.execute(database, "CREATE TABLE mdl_config (name VARCHAR(255), value TEXT)");
    assertThat(read(engine, database, "mdl_")).as("no rows").isEmpty();

    lab.execute(
        database,
        "INSERT INTO mdl_config VALUES ('version', '2023112400.01'), ('upgraderunning', '1732460000')");
    assertThat(read(engine, database, "mdl_"))
        .as("half installed")
        .contains(new InstalledMoodle("2023112400.01", "", "", true, ""));

    lab.execute(
        database,
        "DELETE FROM mdl_config WHERE name = 'upgraderunning'",
        "INSERT INTO mdl_config VALUES ('release', '4.4dev (Build: 20231124)'),"
            + " ('allversionshash', '"
            + HASH
            + "'), ('theme', 'boost')");
    assertThat(read(engine, database, "mdl_"))
        .contains(
            new InstalledMoodle("2023112400.01", "4.4dev (Build: 20231124)", HASH, false, ""));
    assertThat(read(engine, database, "other_")).as("other prefix").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTableThatMayNotBeReadIsNoMissingOne(Engine engine) throws SQLException {
    var lab = lab(engine);
    lab.createMainMoodle("unreadable_moodle");
    lab.execute("unreadable_moodle", "CREATE TABLE mdl_config (name VARCHAR(255), value TEXT)");

    try (var admin = lab.admin("unreadable_moodle")) {
      assertThatThrownBy(() -> InstalledMoodle.read(admin, Dialect.of(engine), "mdl_"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static Optional<InstalledMoodle> read(Engine engine, String database, String prefix)
      throws SQLException {
    try (var connection = lab(engine).superuser(database)) {
      return InstalledMoodle.read(connection, Dialect.of(engine), prefix);
    }
  }

  private static DatabaseLab lab(Engine engine) {
    return switch (engine) {
      case MariaDB -> DatabaseLab.mariaDb();
      case PostgreSQL -> DatabaseLab.postgreSql();
    };
  }
}
