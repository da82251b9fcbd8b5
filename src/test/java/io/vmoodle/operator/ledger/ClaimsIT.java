package io.vmoodle.operator.ledger;

import static io.vmoodle.operator.ledger.Tenants.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.ClaimOutcome.Retained;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ClaimsIT {
  private final LedgerLab lab;
  private final Ledger ledger;

  ClaimsIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
  }

  @Test
  void everythingThatIsClaimedIsReadBack() {
    var wanted = named("hugo");

    var tenant = claimed(wanted);

    assertThat(tenant)
        .isEqualTo(
            new LedgerTenant(
                wanted.id(),
                ledger.platform().id(),
                "schools",
                "hugo",
                "uid-of-hugo",
                Origin.CREATED,
                TenantState.ACTIVE,
                "https://hugo.example.edu",
                "main",
                wanted.database(),
                1,
                wanted.login(),
                wanted.dataDir(),
                "4.4",
                "moodle-44:80",
                null,
                null,
                null,
                null,
                1,
                Rotation.NONE,
                null));
    assertThat(ledger.find("schools", "hugo")).contains(tenant);
    assertThat(ledger.tenants()).containsExactly(tenant);
    assertThat(ledger.find("other", "hugo")).isEmpty();
  }

  @Test
  void claimingAgainGivesWhatWasClaimedFirst() {
    var first = claimed(named("hugo"));

    assertThat(ledger.claim(named("hugo"))).isEqualTo(new Claimed(first));
    assertThat(ledger.tenants()).hasSize(1);
  }

  @Test
  void aUrlInAnotherCaseIsTakenAndNothingIsClaimed() {
    claimed(named("hugo"));

    var outcome = ledger.claim(Tenants.with("zola", "https://HUGO.example.edu"));

    assertThat(outcome)
        .isEqualTo(new Taken(ClaimKind.URL, "https://hugo.example.edu", "schools", "hugo"));
    assertThat(ledger.find("schools", "zola")).isEmpty();
    claimed(named("zola"));
  }

  @Test
  void databaseLoginFolderAndIdAreTakenToo() {
    var hugo = named("hugo");
    claimed(hugo);

    assertThat(ledger.claim(Tenants.existing("thief", hugo.database(), "root")))
        .isEqualTo(new Taken(ClaimKind.DATABASE, "main/" + hugo.database(), "schools", "hugo"));
    assertThat(
            ledger.claim(
                Tenants.with(Tenants.id(), "thief", "https://t", "vm_other_1", hugo.dataDir())))
        .isEqualTo(new Taken(ClaimKind.DATA_DIR, hugo.dataDir(), "schools", "hugo"));
    assertThat(ledger.claim(Tenants.with(hugo.id(), "thief", "https://t", "vm_other_1", "/t")))
        .isEqualTo(new Taken(ClaimKind.TENANT_ID, hugo.id(), "schools", "hugo"));
    assertThat(ledger.tenants()).hasSize(1);
  }

  @Test
  void foldersInOneAnotherAreTaken() {
    claimed(inFolder("middle", "/data/école/hugo"));

    for (var folder : List.of("/data", "/data/école", "/data/école/hugo/filedir/ab")) {
      assertThat(ledger.claim(inFolder("thief", folder)))
          .as(folder)
          .isEqualTo(new Taken(ClaimKind.DATA_DIR, folder, "schools", "middle"));
    }
  }

  @Test
  void foldersWhoseNamesBeginAlikeAreNotInOneAnother() {
    claimed(inFolder("middle", "/data/hugo"));

    for (var folder : List.of("/data/hugo0", "/data/hugo-2", "/data/hugo.old", "/data/hug", "/d")) {
      claimed(inFolder(folder, folder));
    }
  }

  private static NewTenant inFolder(String name, String folder) {
    return Tenants.with(Tenants.id(), name, "https://" + name, "vm_%s_1".formatted(name), folder);
  }

  @Test
  void existingTenantsMayShareALogin() {
    claimed(Tenants.existing("hugo", "moodle_hugo", "moodle"));
    claimed(Tenants.existing("zola", "moodle_zola", "moodle"));

    assertThat(ledger.tenants()).extracting(LedgerTenant::login).containsOnly("moodle");
  }

  @Test
  void anotherPlatformHasNamesOfItsOwn() {
    claimed(named("hugo"));

    assertThat(lab.newLedger().claim(named("hugo"))).isInstanceOf(Claimed.class);
  }

  @Test
  void onlyTheSameBytesAreTheSameName() {
    claimed(Tenants.with("plain", "https://e.example.edu"));

    claimed(Tenants.with("accent", "https://é.example.edu"));
    claimed(Tenants.with("space", "https://e.example.edu "));
    claimed(Tenants.with("accent ", "https://blank.example.edu"));
  }

  @Test
  void strangeCharactersAreOnlyCharacters() {
    var name = "q' \" ` \\ ; -- % _ 学校 😀";

    var tenant = claimed(Tenants.with(name, "https://" + name));

    assertThat(tenant.name()).isEqualTo(name);
    assertThat(tenant.url()).isEqualTo("https://" + name);
    assertThat(ledger.find("schools", name)).contains(tenant);
    assertThat(ledger.claim(Tenants.with("zola", "https://" + name)))
        .isEqualTo(new Taken(ClaimKind.URL, "https://" + name, "schools", name));
  }

  @Test
  void retainedTenantComesBackWithAllItHad() {
    var retained = retained("hugo");
    assertThat(ledger.claim(named("hugo"))).isEqualTo(new Retained(retained));

    var outcome = ledger.reclaim(retained, "new-uid");

    assertThat(outcome).isInstanceOf(Claimed.class);
    var back = ((Claimed) outcome).tenant();
    assertThat(back.id()).isEqualTo(retained.id());
    assertThat(back.database()).isEqualTo(retained.database());
    assertThat(back.state()).isEqualTo(TenantState.ACTIVE);
    assertThat(back.uid()).isEqualTo("new-uid");
    assertThat(back.releasedAt()).isNull();
    assertThat(back.installedAt()).isEqualTo(retained.installedAt());
    assertThat(ledger.find("schools", "hugo")).contains(back);
    assertThat(ledger.claim(Tenants.with("zola", back.url()))).isInstanceOf(Taken.class);
  }

  @Test
  void urlOfARetainedTenantIsFreeButItsDatabaseIsNot() {
    var retained = retained("hugo");
    claimed(Tenants.with("zola", retained.url()));

    assertThat(ledger.reclaim(retained, "new-uid"))
        .isEqualTo(new Taken(ClaimKind.URL, retained.url(), "schools", "zola"));
    assertThat(ledger.find("schools", "hugo")).contains(retained);
    assertThat(ledger.claim(Tenants.existing("thief", retained.database(), "root")))
        .isInstanceOf(Taken.class);
  }

  private LedgerTenant claimed(NewTenant wanted) {
    var outcome = ledger.claim(wanted);
    assertThat(outcome).isInstanceOf(Claimed.class);
    return ((Claimed) outcome).tenant();
  }

  private LedgerTenant retained(String name) {
    var installed = ledger.markInstalled(claimed(named(name)), Instant.ofEpochMilli(1));
    return ledger.release(Tenants.deleting(ledger, installed), Instant.now(), connection -> 0);
  }
}
