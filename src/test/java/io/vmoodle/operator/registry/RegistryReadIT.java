package io.vmoodle.operator.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.registry.WriteOutcome.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RegistryReadIT {
  private static final int FLEET = 10_000;

  private final RegistryLab lab;
  private final Registry registry;
  private final Connection connection;

  RegistryReadIT(Engine engine) throws SQLException {
    lab = RegistryLab.on(engine);
    registry = lab.registry();
    connection = lab.connection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aTableWithoutMetadataWorks() throws SQLException {
    lab.byHand("ALTER TABLE mdl_local_vmoodle DROP COLUMN metadata");

    var written = (Written) registry.write(connection, Rows.TENANT, Rows.hugo().row());

    assertThat(written.row().metadata()).isNull();
    assertThat(written.columns()).hasSize(14).doesNotContain("metadata");
    var again =
        registry.write(
            connection, Rows.TENANT, Rows.hugo().id(written.row().id()).name("Lycée").row());
    assertThat(((Written) again).columns()).containsExactly("name");
    assertThat(
            registry.delete(
                connection,
                requireNonNull(written.row().id()),
                RowOwner.of(Rows.TENANT, Rows.hugo().row())))
        .isTrue();
    assertThat(lab.rows()).isEmpty();
  }

  @Test
  void theLastRunOfThePluginsCronIsFound() throws SQLException {
    assertThat(registry.lastCron(connection)).isEmpty();

    registry.write(connection, Rows.TENANT, Rows.hugo().row());
    assertThat(registry.lastCron(connection)).as("it never ran").isEmpty();

    lab.byHand("UPDATE mdl_local_vmoodle SET lastcron = 1700000000");
    assertThat(registry.lastCron(connection)).contains(Instant.ofEpochSecond(1_700_000_000));
    lab.byHand("ALTER TABLE mdl_local_vmoodle DROP COLUMN lastcron");
    assertThat(registry.lastCron(connection)).as("a table without it").isEmpty();
  }

  @Test
  void aTableWithMoreColumnsWorks() throws SQLException {
    lab.byHand("ALTER TABLE mdl_local_vmoodle ADD COLUMN cluster INT DEFAULT 3 NOT NULL");

    registry.write(connection, Rows.TENANT, Rows.hugo().row());

    assertThat(lab.rows().getFirst()).containsEntry("cluster", "3");
  }

  @Test
  void columnsThatComeWithAnUpgradeAreSeenAtOnce() throws SQLException {
    lab.byHand("ALTER TABLE mdl_local_vmoodle DROP COLUMN metadata");
    registry.write(connection, Rows.TENANT, Rows.hugo().row());
    lab.byHand("ALTER TABLE mdl_local_vmoodle ADD COLUMN metadata TEXT");

    var row = registry.all(connection).getFirst();

    assertThat(row.metadata()).isEmpty();
    assertThat(RowDifference.between(Rows.hugo().row(), row)).containsExactly("metadata");
  }

  @Test
  void aMissingTableIsSaidWithItsName() {
    assertThatThrownBy(() -> lab.registry("other_").all(connection))
        .isInstanceOf(RegistryTableMissing.class)
        .hasMessageContaining(lab.main())
        .hasMessageContaining("other_local_vmoodle");
  }

  @Test
  void aTableWithoutRightsIsSaidAsOne() throws SQLException {
    lab.byHand("REVOKE ALL ON mdl_local_vmoodle FROM " + DatabaseLab.ADMIN);

    assertThatThrownBy(() -> registry.all(connection))
        .isInstanceOf(RegistryTableMissing.class)
        .hasMessageContaining("grant the account the rights");
  }

  @Test
  void aTableThatIsNoRegistryIsSaidToo() throws SQLException {
    lab.byHand("ALTER TABLE mdl_local_vmoodle DROP COLUMN vdatapath");

    assertThatThrownBy(() -> registry.all(connection)).isInstanceOf(RegistryTableMissing.class);
  }

  @Test
  void aPrefixIsNoWayIntoSql() {
    var injection = lab.registry("mdl_local_vmoodle; DROP TABLE mdl_local_vmoodle; --");

    assertThatThrownBy(() -> injection.all(connection))
        .isInstanceOfAny(RegistryTableMissing.class, IllegalArgumentException.class);
    Assertions.assertDoesNotThrow(() -> registry.all(connection));
  }

  @Test
  void nullsReadAsEmpty() throws SQLException {
    lab.byHand("INSERT INTO mdl_local_vmoodle (vhostname) VALUES (NULL)");

    var row = registry.all(connection).getFirst();

    assertThat(row.name()).isEmpty();
    assertThat(row.vhostname()).isEmpty();
    assertThat(row.vdbpass()).isEmpty();
    assertThat(row.metadata()).isEmpty();
    assertThat(row.vdbtype()).isEqualTo("mysqli");
    assertThat(row.enabled()).isTrue();
    assertThat(row.mnet()).isZero();
  }

  @Test
  void aHostIsFoundInEveryCase() throws SQLException {
    lab.byHand(
        "INSERT INTO mdl_local_vmoodle (vhostname) VALUES ('https://a.example.edu'),"
            + " ('https://A.example.EDU'), ('https://b.example.edu'), ('https://a.example.edu/x')");

    assertThat(registry.findByVhostname(connection, "https://a.example.edu"))
        .extracting(RegistryRow::vhostname)
        .containsExactly("https://a.example.edu", "https://A.example.EDU");
  }

  @Test
  void aWholeFleetIsReadInOneQueryAtOnce() throws SQLException {
    lab.byHand(
        lab.engine() == Engine.MariaDB
            ? "INSERT INTO mdl_local_vmoodle (vhostname, vdbname, metadata)"
                + " SELECT CONCAT('https://h', seq), CONCAT('vm_', seq), '{}' FROM seq_1_to_10000"
            : "INSERT INTO mdl_local_vmoodle (vhostname, vdbname, metadata)"
                + " SELECT 'https://h' || n, 'vm_' || n, '{}' FROM generate_series(1, 10000) n");

    var rows = Assertions.assertTimeout(Duration.ofSeconds(5), () -> registry.all(connection));

    assertThat(rows).hasSize(FLEET);
  }
}
