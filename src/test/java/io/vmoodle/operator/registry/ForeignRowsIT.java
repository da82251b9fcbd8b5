package io.vmoodle.operator.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.registry.WriteOutcome.HostTaken;
import io.vmoodle.operator.registry.WriteOutcome.NotOurs;
import io.vmoodle.operator.registry.WriteOutcome.Written;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attack: nothing that a tenant asks for changes or deletes a row of somebody else. */
@ParameterizedClass
@EnumSource(Engine.class)
class ForeignRowsIT {
  private static final RowOwner HUGO = RowOwner.of(Rows.TENANT, Rows.hugo().row());

  private final RegistryLab lab;
  private final Registry registry;
  private final Connection connection;

  ForeignRowsIT(Engine engine) throws SQLException {
    lab = RegistryLab.on(engine);
    registry = lab.registry();
    connection = lab.connection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aRowOfAnotherTenantIsLeftAlone() throws SQLException {
    attack(Metadata.of("klmnopqrst", "4.4"));
  }

  @Test
  void aRowThatAPersonMadeIsLeftAlone() throws SQLException {
    attack("");
  }

  @Test
  void aRowWithBrokenMetadataIsLeftAlone() throws SQLException {
    attack("{\"vmoodle.io/tenant-id\": \"abcdefghij\"");
  }

  /** The table was emptied and refilled, so the ledger's id is another's row now. */
  private void attack(String metadata) throws SQLException {
    var foreign =
        Rows.hugo().vhostname("https://zola.example.edu").database("zola").metadata(metadata);
    var written = (Written) registry.write(connection, "klmnopqrst", foreign.row());
    var id = requireNonNull(written.row().id());
    var before = lab.rows();

    assertThat(registry.write(connection, Rows.TENANT, Rows.hugo().id(id).row()))
        .isEqualTo(new NotOurs(written.row()));
    assertThat(registry.delete(connection, id, HUGO)).isFalse();
    assertThat(
            registry.write(
                connection,
                Rows.TENANT,
                Rows.hugo().vhostname("https://zola.example.edu").database("vm_x_1").row()))
        .isInstanceOf(HostTaken.class);
    assertThat(lab.rows()).isEqualTo(before);
  }

  @Test
  void ourOwnRowIsDeletedOnceAndThenAlreadyGone() throws SQLException {
    registry.write(
        connection, "klmnopqrst", Rows.hugo().vhostname("https://z").metadata("{}").row());
    var written = (Written) registry.write(connection, Rows.TENANT, Rows.hugo().row());
    var id = requireNonNull(written.row().id());

    assertThat(registry.delete(connection, id, HUGO)).isTrue();
    assertThat(registry.delete(connection, id, HUGO)).isTrue();

    assertThat(lab.rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("vhostname", "https://z"));
  }
}
