package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static final Dialect MARIADB = Dialect.of(Engine.MariaDB);
  private static final Dialect POSTGRESQL = Dialect.of(Engine.PostgreSQL);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyEngineHasItsDialect(Engine engine) {
    assertThat(Dialect.of(engine).engine()).isEqualTo(engine);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusesNamesThatTheEngineCannotHave(Engine engine) {
    for (var name : new String[] {"", "a\0b", "x".repeat(65)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Dialect.of(engine).quote(name));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Dialect.of(engine).literal("a\0b"));
  }

  /** The server would cut it off and take another thing. */
  @ParameterizedTest
  @ValueSource(ints = {63, 32})
  void postgreSqlCountsBytesOfNames(int length) {
    assertThat(POSTGRESQL.quote("x".repeat(length))).hasSize(length + 2);
    assertThatIllegalArgumentException().isThrownBy(() -> POSTGRESQL.quote("é".repeat(length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"db?allowLocalInfile=true", "a/b", "a&b", "a#b", "a b"})
  void aDatabaseCannotSetOptionsOfTheDriver(String database) {
    var postgresql = new Endpoint(Engine.PostgreSQL, "db", 5432);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MARIADB.jdbcUrl(Endpoint.of(Engine.MariaDB, "db"), database));
    assertThat(
            POSTGRESQL
                .jdbcUrl(postgresql, database)
                .substring("jdbc:postgresql://db:5432/".length()))
        .doesNotContainPattern("[?/&# ]");
  }

  @ParameterizedTest
  @CsvSource({
    "MariaDB, 28000, 1045, AUTHENTICATION",
    "MariaDB, HY000, 4151, AUTHENTICATION",
    "MariaDB, 42000, 1044, DENIED",
    "MariaDB, 42000, 1227, DENIED",
    "MariaDB, HY000, 1007, CONFLICT",
    "MariaDB, HY000, 1396, CONFLICT",
    "MariaDB, 42000, 1049, MISSING",
    "MariaDB, 42S02, 1146, MISSING",
    "MariaDB, 08004, 1040, UNAVAILABLE",
    "MariaDB, 08000, -1, UNAVAILABLE",
    "MariaDB, 40001, 1213, UNAVAILABLE",
    "MariaDB, 42000, 1064, BUG",
    "PostgreSQL, 28P01, 0, AUTHENTICATION",
    "PostgreSQL, 28000, 0, AUTHENTICATION",
    "PostgreSQL, 42501, 0, DENIED",
    "PostgreSQL, 42P04, 0, CONFLICT",
    "PostgreSQL, 42710, 0, CONFLICT",
    "PostgreSQL, 3D000, 0, MISSING",
    "PostgreSQL, 42P01, 0, MISSING",
    "PostgreSQL, 53300, 0, UNAVAILABLE",
    "PostgreSQL, 57P03, 0, UNAVAILABLE",
    "PostgreSQL, 08001, 0, UNAVAILABLE",
    "PostgreSQL, 42601, 0, BUG"
  })
  void tellsFailuresApartByTheirCodes(Engine engine, String state, int code, Kind kind) {
    assertThat(Dialect.of(engine).kindOf(new SQLException("anything", state, code)))
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aFailureWithoutCodesIsNotUnderstood(Engine engine) {
    assertThat(Dialect.of(engine).kindOf(new SQLException("anything"))).isEqualTo(Kind.BUG);
  }
}
