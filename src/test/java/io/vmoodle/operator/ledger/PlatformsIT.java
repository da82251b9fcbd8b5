package io.vmoodle.operator.ledger;

import static io.vmoodle.operator.ledger.LedgerLab.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PlatformsIT {
  private static final PlatformOwner ACADEMIE = owner("academie");
  private static final PlatformOwner OTHER_CLUSTER =
      new PlatformOwner("cluster-2", "moodle", "academie", "uid-2");

  private final Platforms platforms;
  private final PlatformKey key;

  PlatformsIT(Engine engine) throws SQLException {
    var lab = LedgerLab.on(engine);
    platforms = lab.platforms();
    key = lab.newKey();
  }

  @Test
  void openingAgainFindsTheSame() {
    var opened = platforms.openPlatform(key, ACADEMIE, "");

    assertThat(opened.key()).isEqualTo(key);
    assertThat(platforms.openPlatform(key, ACADEMIE, "")).isEqualTo(opened);
    assertThat(platforms.platforms()).contains(opened);
  }

  @Test
  void aSecondPlatformIsRefusedWithTheNameOfTheFirst() {
    var first = platforms.openPlatform(key, ACADEMIE, "");

    assertThatThrownBy(() -> platforms.openPlatform(key, owner("second"), ACADEMIE.clusterId()))
        .isInstanceOfSatisfying(PlatformTaken.class, e -> assertThat(e.owner()).isEqualTo(ACADEMIE))
        .hasMessageContaining("moodle/academie");
    assertThat(platforms.openPlatform(key, ACADEMIE, "")).isEqualTo(first);
  }

  @Test
  void otherDatabasesAndPrefixesAreOtherRegistries() {
    var first = platforms.openPlatform(key, ACADEMIE, "");
    var prefix = new PlatformKey(key.serverIdentity(), key.database(), "MDL_");
    var database = new PlatformKey(key.serverIdentity(), "Ledger_main", "mdl_");

    assertThat(platforms.openPlatform(prefix, owner("prefix"), "").id()).isNotEqualTo(first.id());
    assertThat(platforms.openPlatform(database, owner("db"), "").id()).isNotEqualTo(first.id());
  }

  @Test
  void aResourceThatWasMadeAnewGetsItsRegistryAndTenantsBack() {
    var ledger = platforms.raiseEpoch(platforms.openPlatform(key, ACADEMIE, ""), "first");
    ledger.claim(Tenants.named("hugo"));
    var anew = new PlatformOwner("cluster-1", "moodle", "academie", "new-uid");

    var opened = platforms.openPlatform(key, anew, "");

    assertThat(opened.id()).isEqualTo(ledger.platform().id());
    assertThat(opened.owner()).isEqualTo(anew);
    assertThat(platforms.raiseEpoch(opened, "first").tenants()).hasSize(1);
  }

  @Test
  void anotherClusterGetsItOnlyByTakingItOverFromThatVeryCluster() {
    var ledger = platforms.raiseEpoch(platforms.openPlatform(key, ACADEMIE, ""), "first");
    for (var wrong : new String[] {"", "cluster-2", "cluster-3"}) {
      assertThatThrownBy(() -> platforms.openPlatform(key, OTHER_CLUSTER, wrong))
          .isInstanceOf(PlatformTaken.class);
    }
    ledger.requireLeadership();

    var opened = platforms.openPlatform(key, OTHER_CLUSTER, "cluster-1");

    assertThat(opened.owner()).isEqualTo(OTHER_CLUSTER);
    assertThatThrownBy(ledger::requireLeadership).isInstanceOf(StaleLeader.class);
    assertThatThrownBy(() -> platforms.raiseEpoch(ledger.platform(), "next"))
        .isInstanceOf(PlatformTaken.class);
  }

  @Test
  void aRegistryWithLiveTenantsIsNotReleased() {
    var ledger = platforms.raiseEpoch(platforms.openPlatform(key, ACADEMIE, ""), "first");
    ledger.claim(Tenants.named("hugo"));
    var hugo = ledger.find("schools", "hugo").orElseThrow();
    assertThat(platforms.releasePlatform(ledger.platform())).isFalse();
    var deleting = Tenants.deleting(ledger, hugo);
    assertThat(platforms.releasePlatform(ledger.platform())).isFalse();

    var retained = ledger.release(deleting, Instant.now(), connection -> 0);
    assertThat(platforms.releasePlatform(ledger.platform())).isTrue();
    assertThat(platforms.releasePlatform(ledger.platform())).isTrue();

    assertThatThrownBy(() -> ledger.claim(Tenants.named("late"))).isInstanceOf(StaleLeader.class);
    var next = platforms.raiseEpoch(platforms.openPlatform(key, owner("next"), ""), "first");
    assertThat(next.tenants()).containsExactly(retained);
  }

  @Test
  void releasingWhatAnotherHasByNowLeavesItAlone() {
    var ledger = platforms.raiseEpoch(platforms.openPlatform(key, ACADEMIE, ""), "first");
    platforms.openPlatform(key, OTHER_CLUSTER, "cluster-1");

    assertThat(platforms.releasePlatform(ledger.platform())).isTrue();

    assertThat(platforms.openPlatform(key, OTHER_CLUSTER, "").owner()).isEqualTo(OTHER_CLUSTER);
  }

  @Test
  void ofManyThatOpenOneRegistryAtOnceOneGetsIt() throws Exception {
    var calls =
        IntStream.range(0, 8)
            .<Callable<PlatformOwner>>mapToObj(i -> () -> ownerSeenBy(owner("platform-" + i)))
            .toList();

    var owners = Parallel.results(calls);

    assertThat(owners).hasSize(8).containsOnly(owners.getFirst());
  }

  private PlatformOwner ownerSeenBy(PlatformOwner owner) {
    try {
      return platforms.openPlatform(key, owner, "").owner();
    } catch (PlatformTaken e) {
      return e.owner();
    }
  }

  @Test
  void aRegistryWhoseServerHasAnotherIdentityIsFoundAndGoesOnWhenItIsAccepted() {
    var registry =
        new PlatformKey(
            key.serverIdentity(), "moved_" + key.serverIdentity().substring(0, 8), "m_");
    var before = platforms.openPlatform(registry, ACADEMIE, "");
    var now = new PlatformKey(UUID.randomUUID().toString(), registry.database(), "m_");
    assertThat(platforms.underOtherIdentity(registry)).as("known under its key").isEmpty();
    assertThat(platforms.underOtherIdentity(new PlatformKey("new", registry.database(), "x_")))
        .as("never known")
        .isEmpty();

    assertThat(platforms.underOtherIdentity(now)).contains(before);
    platforms.acceptIdentity(before, now.serverIdentity());

    assertThat(platforms.underOtherIdentity(now)).isEmpty();
    assertThat(platforms.openPlatform(now, ACADEMIE, "").id()).isEqualTo(before.id());
  }
}
