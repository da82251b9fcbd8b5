package io.vmoodle.operator.tenant.facts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import org.junit.jupiter.api.Test;

class DatabaseSecretTest {
  @Test
  void livesWithThePlatformAndSaysWhoseItIs() {
    var wish =
        Wishes.install()
            .in("other")
            .platform("tenants: {namespaces: {from: All}, hosts: [{suffix: .example.edu}]}")
            .wish();

    var metadata =
        DatabaseSecret.of(
                wish,
                requireNonNull(Worlds.claimed(wish).world().ledger()),
                Worlds.CREDENTIALS,
                null)
            .getMetadata();

    assertThat(metadata.getNamespace()).isEqualTo(Wishes.HOME);
    assertThat(metadata.getName()).isEqualTo("vm-abcdefghij-db");
    assertThat(metadata.getLabels())
        .containsEntry("vmoodle.io/tenant-id", "abcdefghij")
        .doesNotContainKey("vmoodle.io/tenant-secret");
    assertThat(metadata.getAnnotations()).containsValues("other", "hugo");
  }

  @Test
  void givesBackWhatWasPutIn() {
    var wish = Wishes.install().wish();
    var credentials = new Credentials("vm_abcdefghij_a", "q'\"\\é🏫 ;");

    var next = new Credentials("vm_abcdefghij_b", "Next-Secret-1");
    var ledger = requireNonNull(Worlds.claimed(wish).world().ledger());

    assertThat(DatabaseSecret.read(DatabaseSecret.of(wish, ledger, credentials, null)))
        .contains(new DatabaseSecret.Stored(credentials, null));
    assertThat(DatabaseSecret.read(DatabaseSecret.of(wish, ledger, credentials, next)))
        .contains(new DatabaseSecret.Stored(credentials, next));
  }

  @Test
  void isWorthNothingWithoutBothValues() {
    assertThat(DatabaseSecret.read(new SecretBuilder().build())).isEmpty();
    assertThat(DatabaseSecret.read(new SecretBuilder().addToData("username", "YQ==").build()))
        .isEmpty();
    assertThat(
            DatabaseSecret.read(
                new SecretBuilder()
                    .addToData("username", "YQ==")
                    .addToData("password", "")
                    .build()))
        .isEmpty();
  }
}
