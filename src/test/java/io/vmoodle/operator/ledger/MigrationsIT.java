package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class MigrationsIT {
  private static final String[] TABLES = {
    "claim",
    "deletion",
    "drift_consent",
    "kept_database",
    "leader",
    "operation",
    "platform",
    "schema_version",
    "server",
    "tenant",
    "upkeep"
  };
  private static final AtomicInteger SPACES = new AtomicInteger();

  private final LedgerLab lab;

  MigrationsIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
  }

  @Test
  void whoeverIsKilledBetweenAnyTwoStatementsIsCompletedByTheNext() throws SQLException {
    var statements = statements(newTables());
    assertThat(statements).hasSizeGreaterThan(6);
    for (int done = 0; done <= statements.size(); done++) {
      var tables = newTables();
      for (var sql : statements(tables).subList(0, done)) {
        execute(sql);
      }

      migrations(tables).migrate();

      assertThat(found(tables)).as("killed after %d statements", done).containsExactly(TABLES);
      assertThat(versions(tables)).containsExactlyElementsOf(every(tables));
    }
  }

  @Test
  void migratingAgainChangesNothing() throws SQLException {
    var tables = newTables();
    migrations(tables).migrate();
    execute(platform(tables, 1));

    migrations(tables).migrate();

    assertThat(found(tables)).containsExactly(TABLES);
    assertThat(versions(tables)).containsExactlyElementsOf(every(tables));
    assertThatThrownBy(() -> execute(platform(tables, 2))).isInstanceOf(SQLException.class);
  }

  @Test
  void severalProcessesMayMigrateAtOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      var tables = newTables();
      Callable<Boolean> process =
          () -> {
            migrations(tables).migrate();
            return true;
          };

      assertThat(Parallel.results(Collections.nCopies(6, process))).containsOnly(true);

      assertThat(found(tables)).containsExactly(TABLES);
      assertThat(versions(tables)).containsExactlyElementsOf(every(tables));
    }
  }

  @Test
  void aLedgerOfANewerOperatorIsLeftAlone() throws SQLException {
    var tables = newTables();
    migrations(tables).migrate();
    execute("INSERT INTO %s VALUES (%d)".formatted(tables.version(), next(tables)));

    assertThatThrownBy(migrations(tables)::migrate)
        .isInstanceOf(LedgerTooNew.class)
        .hasMessageContaining("version " + next(tables));
  }

  @Test
  void aFailureLeavesNoLockBehind() throws SQLException {
    var tables = newTables();
    migrations(tables).migrate();
    execute("INSERT INTO %s VALUES (%d)".formatted(tables.version(), next(tables)));
    assertThatThrownBy(migrations(tables)::migrate).isInstanceOf(LedgerTooNew.class);
    execute("DELETE FROM %s WHERE version = %d".formatted(tables.version(), next(tables)));

    migrations(tables).migrate();

    assertThat(versions(tables)).containsExactlyElementsOf(every(tables));
  }

  @Test
  void nobodyElseReadsTheLedger() throws SQLException {
    try (var main = lab.server().connect(lab.main(), lab.main(), "main-Secret-1");
        var statement = main.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM vmoodle_operator.tenant"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static List<Integer> every(LedgerTables tables) {
    return IntStream.range(1, next(tables)).boxed().toList();
  }

  /** The version that a newer operator would make. */
  private static int next(LedgerTables tables) {
    return new Schema(tables).versions().size() + 1;
  }

  private List<String> statements(LedgerTables tables) {
    var all = new ArrayList<>(migrations(tables).preparation());
    new Schema(tables).versions().forEach(all::addAll);
    return all;
  }

  private Migrations migrations(LedgerTables tables) {
    return new Migrations(tables, lab.endpoint(), lab.connections(), tables.space());
  }

  /** Tables of a name of their own, on which the admin has the rights that the docs ask for. */
  private LedgerTables newTables() throws SQLException {
    var tables =
        new LedgerTables(
            Dialect.of(lab.endpoint().engine()), "vmoodle_ledger_" + SPACES.incrementAndGet());
    if (lab.endpoint().engine() == Engine.MariaDB) {
      lab.server()
          .execute(
              "",
              "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, ALTER, REFERENCES ON "
                  + "`%s`.* TO '%s'@'%%'"
                      .formatted(tables.space().replace("_", "\\_"), DatabaseLab.ADMIN));
    }
    return tables;
  }

  private static String platform(LedgerTables tables, int id) {
    return ("INSERT INTO %s (id, server_identity, database_name, table_prefix, cluster_id, ns, name,"
            + " cr_uid, leader_epoch) VALUES (%d, 'i', 'd', 'p', 'c', 'n', 'm', 'u', 3)")
        .formatted(tables.platform(), id);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = lab.connections().open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Integer> versions(LedgerTables tables) throws SQLException {
    try (var connection = lab.connections().open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT version FROM " + tables.version())) {
      var versions = new ArrayList<Integer>();
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
      return versions;
    }
  }

  private SortedSet<String> found(LedgerTables tables) throws SQLException {
    try (var connection = lab.connections().open();
        var query =
            connection.prepareStatement(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ?")) {
      query.setString(1, tables.space());
      try (var rows = query.executeQuery()) {
        var names = new TreeSet<String>();
        while (rows.next()) {
          names.add(rows.getString(1));
        }
        return names;
      }
    }
  }
}
