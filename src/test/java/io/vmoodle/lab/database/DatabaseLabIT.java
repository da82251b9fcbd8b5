package io.vmoodle.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLabIT {
  @ParameterizedTest
  @ValueSource(strings = {"MariaDB", "PostgreSQL"})
  void servesAMainMoodleAndRefusesWrongPasswords(String engine) throws SQLException {
    var lab = engine.equals("MariaDB") ? DatabaseLab.mariaDb() : DatabaseLab.postgreSql();
    lab.createMainMoodle("lab_main");

    try (var connection = lab.admin("lab_main");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM mdl_local_vmoodle")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
    assertThatThrownBy(() -> lab.connect("lab_main", DatabaseLab.ADMIN, "wrong"))
        .isInstanceOf(SQLException.class);
  }
}
