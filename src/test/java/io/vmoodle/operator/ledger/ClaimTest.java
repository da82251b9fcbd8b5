package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClaimTest {
  @Test
  void namesOfATenantAreClaimedInLowerCaseAndInOneOrder() {
    var tenant =
        Tenants.with("0123456789", "hugo", "https://Hugo.Example.edu", "vm_0123456789_1", "/D/h");

    assertThat(Claim.of(tenant))
        .containsExactly(
            new Claim(ClaimKind.URL, "https://hugo.example.edu"),
            new Claim(ClaimKind.DATABASE, "main/vm_0123456789_1"),
            new Claim(ClaimKind.LOGIN, "main/vm_0123456789_a"),
            new Claim(ClaimKind.DATA_DIR, "/d/h"));
  }

  @Test
  void loginOfAnExistingTenantIsNotClaimed() {
    assertThat(Claim.of(Tenants.existing("hugo", "moodle_hugo", "moodle")))
        .extracting(Claim::kind)
        .containsExactly(ClaimKind.URL, ClaimKind.DATABASE, ClaimKind.DATA_DIR);
  }

  @Test
  void aFolderIsInAllThatItsPathNames() {
    assertThat(Claim.withParents("/srv/moodledata/hugo"))
        .containsExactly("/srv/moodledata/hugo", "/srv/moodledata", "/srv");
    assertThat(Claim.withParents("/srv")).containsExactly("/srv");
  }

  @Test
  void namesTheLedgerCannotHoldAreRefusedByName() {
    assertThatThrownBy(() -> Tenants.with("hugo", "https://" + "h".repeat(300)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tenant's url has at most 255 characters, not 308");
  }
}
