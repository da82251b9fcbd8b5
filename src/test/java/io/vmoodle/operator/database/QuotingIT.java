package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names and texts arrive at the server as they were, whatever is in them. */
class QuotingIT {
  private static final String ALPHABET = "aZ0 '\"`\\;%_-#/*$?:@\n\t\r€é字\u2028";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatGoesInComesOut(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect();
        var connection = server.open("")) {
      var dialect = server.dialect();
      for (var text : texts()) {
        assertThat(Sql.texts(connection, "SELECT " + dialect.literal(text)))
            .as("literal <%s>", text)
            .containsExactly(text);
        var name = text.strip();
        if (!name.isEmpty()) {
          assertThat(columnName(connection, "SELECT 1 AS " + dialect.quote(name)))
              .as("name <%s>", name)
              .isEqualTo(name);
        }
      }
    }
  }

  /** PostgreSQL without standard_conforming_strings reads backslashes in plain literals. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"PostgreSQL"})
  void literalsDoNotDependOnSettings(Engine engine) throws SQLException {
    try (var server = RealServer.of(engine).connect();
        var connection = server.open("")) {
      Sql.run(connection, "SET standard_conforming_strings = off");
      for (var text : texts()) {
        assertThat(Sql.texts(connection, "SELECT " + server.dialect().literal(text)))
            .containsExactly(text);
      }
      Sql.run(connection, "RESET standard_conforming_strings");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void passwordsOfAnySortLogIn(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      var tenant = RealServer.provision(server);
      for (var password :
          List.of("'; DROP DATABASE x; --", "\\", "\\'", "pä字\uD83D\uDE00", "a\"b`c")) {
        server.setPassword(tenant.loginA(), password);
        assertThat(server.canLogin(tenant.database(1), new Credentials(tenant.loginA(), password)))
            .as(password)
            .isTrue();
      }
    }
  }

  private static List<String> texts() {
    var texts =
        new ArrayList<>(
            List.of(
                "",
                "'",
                "''",
                "\\",
                "\\'",
                "'\\",
                "`",
                "``",
                "\"",
                "\"\"",
                "x'; DROP TABLE y; --"));
    var random = new Random(20261124);
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(1, 16); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String columnName(java.sql.Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.getMetaData().getColumnLabel(1);
    }
  }
}
