package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the package's records accept, say and hide. */
class ValuesTest {
  private static final TenantNames TENANT = new TenantNames("abc0123456");

  @Test
  void passwordsDoNotPrint() {
    assertThat(new Credentials("somebody", "the-Secret"))
        .asString()
        .contains("somebody")
        .doesNotContain("the-Secret");
    assertThat(new TenantAccount(TENANT.loginA(), "the-Secret", 5))
        .asString()
        .contains(TENANT.loginA())
        .doesNotContain("the-Secret");
  }

  @Test
  void namesFollowFromTheIdAndFitTheRegistry() {
    assertThat(TENANT.owner()).isEqualTo("vm_abc0123456");
    assertThat(TENANT.loginA()).isEqualTo("vm_abc0123456_a").hasSizeLessThanOrEqualTo(16);
    assertThat(TENANT.loginB()).isEqualTo("vm_abc0123456_b");
    assertThat(TENANT.database(12)).isEqualTo("vm_abc0123456_12");
    assertThat(TenantNames.ofDatabase(TENANT.database(12))).contains(TENANT);
    assertThat(TenantNames.ofLogin(TENANT.loginB())).contains(TENANT);
    assertThat(TenantNames.ofMarker(TENANT.marker())).contains(TENANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moodle_main",
        "vm_abc0123456",
        "vm_abc0123456_0",
        "vm_abc0123456_a",
        "vm_x_1",
        ""
      })
  void otherDatabasesBelongToNoTenant(String name) {
    assertThat(TenantNames.ofDatabase(name)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantDatabase(name, TENANT.loginA()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "vm_abc0123456", "vm_abc0123456_c", "vm_abc0123456_1", "vmadmin"})
  void otherLoginsBelongToNoTenant(String login) {
    assertThat(TenantNames.ofLogin(login)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new TenantAccount(login, "x", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABC0123456", "abc012345", "abc01234567", "abc'123456"})
  void otherIdsAreRefused(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TenantNames(id));
  }

  @Test
  void aDatabaseIsOnlyForLoginsOfItsTenant() {
    var other = new TenantNames("xyz0123456");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantDatabase(TENANT.database(1), other.loginA()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantAccount(TENANT.loginA(), "x", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantAccount(TENANT.loginA(), "", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "db/x", "db?x=y", "db#x", "a b", "db:1", "-db", "::1", "user@db", "db,db2"})
  void aHostIsOnlyAHost(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(Engine.MariaDB, host));
  }

  @Test
  void hostsOfAllSortsAreTaken() {
    assertThat(Endpoint.of(Engine.MariaDB, "mariadb.db.svc").port()).isEqualTo(3306);
    assertThat(Endpoint.of(Engine.PostgreSQL, "[2001:db8::1]").port()).isEqualTo(5432);
    assertThat(new Endpoint(Engine.MariaDB, "127.0.0.1", 1))
        .hasToString("MariaDB server 127.0.0.1:1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoint(Engine.MariaDB, "db", 65_536));
  }

  @Test
  void anIdIsTakenBySomethingThatCarriesIt() {
    var database = Map.of("vm_abc0123456_7", new FoundDatabase(null, true));
    var login = Map.of("vm_abc0123457_x", new FoundLogin(null, true, 0));
    var owners = Set.of("vm_abc0123458");

    assertThat(new Inventory(database, login, owners).tenantIds())
        .containsExactlyInAnyOrder("abc0123456", "abc0123457", "abc0123458");
  }
}
