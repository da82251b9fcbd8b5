package io.vmoodle.operator.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.registry.WriteOutcome.Gone;
import io.vmoodle.operator.registry.WriteOutcome.HostTaken;
import io.vmoodle.operator.registry.WriteOutcome.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RegistryWriteIT {
  private final RegistryLab lab;
  private final Registry registry;
  private final Connection connection;

  RegistryWriteIT(Engine engine) throws SQLException {
    lab = RegistryLab.on(engine);
    registry = lab.registry();
    connection = lab.connection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aNewRowHasAllThatIsOursAndTheTime() throws SQLException {
    var written = write(Rows.hugo());

    assertThat(written.columns()).hasSize(15).contains("vdbpass", "metadata");
    assertThat(written.row()).isEqualTo(Rows.hugo().id(written.row().id()).row());
    assertThat(lab.rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsAllEntriesOf(
                        Map.of(
                            "vhostname", "https://hugo.example.edu",
                            "vdbtype", "mariadb",
                            "mnet", "-1",
                            "enabled", "1",
                            "vdbpersist", "0",
                            "timecreated", "1764000000",
                            "lastcron", "0")));
  }

  @Test
  void aRowThatIsAsWantedIsNotWritten() throws SQLException {
    var id = write(Rows.hugo()).row().id();
    lab.byHand("UPDATE mdl_local_vmoodle SET description = NULL");

    assertThat(write(Rows.hugo().id(id)).columns()).isEmpty();
    assertThat(lab.rows().getFirst()).containsEntry("description", "null");
  }

  @Test
  void onlyWhatDiffersIsWrittenAndNothingOfThePluginsCron() throws SQLException {
    var id = write(Rows.hugo()).row().id();
    lab.byHand(
        "UPDATE mdl_local_vmoodle SET name = 'Hacked', vdbpass = 'x', lastcron = 7,"
            + " lastcrongap = 8, croncount = 9, timecreated = 10,"
            + " metadata = '{\"theirs\":1,\"vmoodle.io/release\":\"9\"}'");

    var written = write(Rows.hugo().id(id));

    assertThat(written.columns()).containsExactly("name", "vdbpass", "metadata");
    assertThat(lab.rows().getFirst())
        .containsAllEntriesOf(
            Map.of(
                "name", "Lycée Victor Hugo",
                "vdbpass", Rows.hugo().row().vdbpass(),
                "lastcron", "7",
                "lastcrongap", "8",
                "croncount", "9",
                "timecreated", "10",
                "metadata",
                    "{\"theirs\":1,\"vmoodle.io/release\":\"4.4\","
                        + "\"vmoodle.io/tenant-id\":\"abcdefghij\"}"));
  }

  @Test
  void aRowThatWasDeletedByHandIsGone() throws SQLException {
    var id = write(Rows.hugo()).row().id();
    lab.byHand("DELETE FROM mdl_local_vmoodle");

    assertThat(registry.write(connection, Rows.TENANT, Rows.hugo().id(id).row()))
        .isEqualTo(new Gone(requireNonNull(id)));
    assertThat(lab.rows()).isEmpty();
  }

  @Test
  void aRowOfOursThatTheLedgerForgotIsTakenUpAgain() throws SQLException {
    var id = write(Rows.hugo()).row().id();

    var written = write(Rows.hugo().name("Lycée"));

    assertThat(written.row().id()).isEqualTo(id);
    assertThat(written.columns()).containsExactly("name");
    assertThat(lab.rows()).hasSize(1);
  }

  @Test
  void aHostThatSomebodyElseHasInAnyCaseIsTaken() throws SQLException {
    lab.byHand(
        "INSERT INTO mdl_local_vmoodle (name, vhostname) VALUES"
            + " ('theirs', 'https://HUGO.example.edu')");

    var outcome = registry.write(connection, Rows.TENANT, Rows.hugo().row());

    assertThat(outcome).isInstanceOf(HostTaken.class);
    assertThat(((HostTaken) outcome).holders())
        .extracting(RegistryRow::vhostname)
        .containsExactly("https://HUGO.example.edu");
    assertThat(lab.rows()).hasSize(1);
  }

  @Test
  void aHostThatSomebodyTookWhileOursWasEditedAwayIsTaken() throws SQLException {
    var id = write(Rows.hugo()).row().id();
    lab.byHand(
        "UPDATE mdl_local_vmoodle SET vhostname = 'https://edited'",
        "INSERT INTO mdl_local_vmoodle (vhostname) VALUES ('https://hugo.example.edu')");
    var before = lab.rows();

    assertThat(registry.write(connection, Rows.TENANT, Rows.hugo().id(id).row()))
        .isInstanceOf(HostTaken.class);
    assertThat(lab.rows()).isEqualTo(before);
  }

  @Test
  void strangeCharactersAreOnlyCharacters() throws SQLException {
    var name = "q' \" ` \\ ; -- %s ? :x $1 \n\t 学校 😀 </script>";

    var written = write(Rows.hugo().name(name));

    assertThat(written.row().name()).isEqualTo(name);
    assertThat(registry.find(connection, requireNonNull(written.row().id())))
        .contains(written.row());
  }

  @Test
  void whatDoesNotFitIsRefusedByNameBeforeAnythingIsWritten() throws SQLException {
    for (var bad :
        List.of(
            Rows.hugo().name("n".repeat(300)),
            Rows.hugo().name("nul \0"),
            Rows.hugo().name("half a pair \ud83d"))) {
      assertThatThrownBy(() -> registry.write(connection, Rows.TENANT, bad.row()))
          .isInstanceOfSatisfying(
              ValueDoesNotFit.class, e -> assertThat(e.column()).isEqualTo("name"))
          .hasMessageNotContaining(bad.row().name());
    }
    assertThatThrownBy(
            () ->
                registry.write(
                    connection, Rows.TENANT, Rows.hugo().password("secret".repeat(6)).row()))
        .hasMessage("registry column vdbpass takes 32 characters, not 36");
    write(Rows.hugo().name("😀".repeat(255)));
    assertThat(lab.rows()).hasSize(1);
  }

  @Test
  void aWiderColumnTakesMore() throws SQLException {
    lab.byHand(
        lab.engine() == Engine.MariaDB
            ? "ALTER TABLE mdl_local_vmoodle MODIFY vdbpass VARCHAR(64)"
            : "ALTER TABLE mdl_local_vmoodle ALTER vdbpass TYPE VARCHAR(64)");

    assertThat(write(Rows.hugo().password("p".repeat(64))).row().vdbpass()).hasSize(64);
  }

  private Written write(Rows rows) throws SQLException {
    var outcome = registry.write(connection, Rows.TENANT, rows.row());
    assertThat(outcome).isInstanceOf(Written.class);
    return (Written) outcome;
  }
}
