package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {
  private static final Wishes WISHES = Wishes.install();

  @Test
  void takesTheOneWithTheFewestTenants() {
    assertThat(choose(WISHES, null)).contains("first");
    assertThat(choose(WISHES, null, tenantOnFirst())).contains("second");
    assertThat(choose(WISHES, "first", tenantOnFirst())).contains("first");
  }

  @Test
  void retainedDataTakesRoomToo() {
    var released =
        requireNonNull(Worlds.claimed(WISHES.wish()).state(TenantState.RELEASED).world().ledger());

    assertThat(choose(WISHES, null, released)).contains("second");
  }

  @Test
  void doesNotTakeOneThatDoesNotAnswer() {
    assertThat(choose(WISHES.down("first"), null)).contains("second");
    assertThat(choose(WISHES.down("first"), "first")).isEmpty();
    assertThat(choose(WISHES.down("first").down("second"), null)).isEmpty();
    assertThat(choose(WISHES.without("first"), "first")).isEmpty();
  }

  @Test
  void doesNotTakeOneThatIsFullOrDoesNotAccept() {
    var full = WISHES.platform(servers("maxTenants: 1"));
    assertThat(choose(full, "first")).contains("first");
    assertThat(choose(full, "first", tenantOnFirst())).isEmpty();
    assertThat(choose(full, null, tenantOnFirst())).contains("second");

    assertThat(choose(WISHES.platform(servers("accepting: false")), null)).contains("second");
    assertThat(choose(WISHES.platform(servers("accepting: false")), "first")).isEmpty();
  }

  private static String servers(String first) {
    return """
    databaseServers:
      - {name: first, engine: MariaDB, host: a, %s, admin: {credentialsSecretRef: {name: admin}}}
      - {name: second, engine: MariaDB, host: b, admin: {credentialsSecretRef: {name: admin}}}
    """
        .formatted(first);
  }

  private static LedgerTenant tenantOnFirst() {
    return requireNonNull(Worlds.claimed(WISHES.wish()).world().ledger());
  }

  private static Optional<String> choose(
      Wishes wishes, @Nullable String named, LedgerTenant... tenants) {
    return ServerChoice.choose(
            wishes.wish().platform(),
            named,
            server ->
                Math.toIntExact(
                    List.of(tenants).stream().filter(it -> it.server().equals(server)).count()))
        .map(DatabaseServerSpec::name);
  }
}
