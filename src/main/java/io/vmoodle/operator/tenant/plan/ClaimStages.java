package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.RegistryRow;
import io.vmoodle.operator.tenant.acceptance.AcceptancePolicies;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.ArrayList;
import java.util.Optional;

/** The stages that end with the tenant's names in the ledger. */
public final class ClaimStages {
  private ClaimStages() {}

  static Optional<NextStep> accept(Wish wish, World world) {
    return AcceptancePolicies.refuse(wish.acceptanceRequest()).map(ClaimStages::refused);
  }

  /** A platform that goes keeps what it has until that goes, too, and takes nobody. */
  static Optional<NextStep> platformStays(Wish wish, World world) {
    var ledger = world.ledger();
    var wantsIn = ledger == null || ledger.state() == TenantState.RELEASED;
    return wish.platform().deleting() && wantsIn
        ? Optional.of(
            refused(
                new Finding(
                    Reason.PlatformDeleting,
                    "MoodlePlatform %s/%s is being deleted and takes no tenants. Delete this tenant, or create the platform again once it is gone."
                        .formatted(wish.platform().namespace(), wish.platform().name()))))
        : Optional.empty();
  }

  /**
   * A tenant that had been claimed is never made as a new one because the ledger was lost: its
   * Moodle may still be there, and serve.
   */
  static Optional<NextStep> recordKept(Wish wish, World world) {
    return world.ledger() != null || wish.knownId() == null
        ? Optional.empty()
        : Optional.of(
            refused(
                new Finding(
                    Reason.LedgerRecordLost,
                    "The tenant's status says that it is %s, of which the platform's ledger knows nothing: the ledger was lost, or replaced. Nothing is made anew. Restore the ledger (vmoodle_operator, next to the registry) from a backup; or, to begin with a new Moodle, delete this VirtualMoodle and apply it again: what the old one had stays where it is."
                        .formatted(wish.knownId()))));
  }

  /** Before anything is claimed: the registry has no unique keys, and other writers. */
  static Optional<NextStep> urlFree(Wish wish, World world) {
    var row = world.row();
    return world.ledger() != null || row == null || isAdopted(wish, row)
        ? Optional.empty()
        : Optional.of(refused(rowConflict(wish.url(), row)));
  }

  /** Only the row of the very Moodle that is taken over; another's would be lost. */
  private static boolean isAdopted(Wish wish, RegistryRow row) {
    var existing = wish.spec().source().existing();
    return existing != null
        && Metadata.tenantId(row).isEmpty()
        && row.vdbname().equals(existing.database());
  }

  /**
   * Before anything is claimed: a folder of a release's code would be taken from the main Moodle. A
   * tenant that was there before the release keeps its path.
   */
  static Optional<NextStep> pathFree(Wish wish, World world) {
    var subPath = wish.spec().address().subPath();
    return world.ledger() != null || subPath == null
        ? Optional.empty()
        : wish.platform()
            .releaseWithName(subPath)
            .map(
                release ->
                    refused(
                        new Finding(
                            Reason.AddressReserved,
                            "Sub-path %s is a file or folder in the code of release %s. Make another tenant with another address.subPath: an address cannot be changed."
                                .formatted(subPath, release))));
  }

  static Optional<NextStep> claim(Wish wish, World world) {
    return world.ledger() == null ? step(new Action.Claim()) : Optional.empty();
  }

  /** What an earlier resource of this name left is given back only to the same wish. */
  static Optional<NextStep> comeBack(Wish wish, World world) {
    var ledger = world.ledger();
    if (ledger == null) {
      return Optional.empty();
    }
    var same = wish.isFor(ledger);
    var another = !ledger.uid().equals(wish.uid());
    if (!same && (another || ledger.state() == TenantState.RELEASED)) {
      var nothingKept =
          ledger.state() == TenantState.RELEASED
              && ledger.origin() == Origin.EXISTING
              && !world.secretStored()
              && !world.rowIsOwn()
              && world.route().gone();
      return nothingKept
          ? step(new Action.Purge())
          : Optional.of(refused(retained(wish, world, ledger)));
    }
    return switch (ledger.state()) {
      // The earlier resource went before its deletion was done: that comes to its end first.
      case DELETING -> step(new Action.Release());
      case RELEASED -> FolderRemoval.stopped(world, ledger).or(() -> step(new Action.Reclaim()));
      case ACTIVE -> another ? step(new Action.Rebind()) : Optional.empty();
    };
  }

  static Optional<NextStep> placement(Wish wish, World world) {
    var ledger = world.ledger();
    var placement = wish.spec().placement();
    var server = placement == null ? null : placement.databaseServer();
    return ledger == null || server == null || server.equals(ledger.server())
        ? Optional.empty()
        : Optional.of(
            refused(
                new Finding(
                    Reason.PlacementDiffers,
                    "The tenant lives on database server %s. Remove placement: a tenant is not moved."
                        .formatted(ledger.server()))));
  }

  /** What to say of a row that has the tenant's URL and is not its own. */
  public static Finding rowConflict(String url, RegistryRow row) {
    return new Finding(
        Reason.RegistryRowConflict,
        "Registry row %d has the URL %s and is not this tenant's. Remove the row; or make another tenant, with another address or, to take that Moodle over, with source.type Existing and the row's own database: neither can be changed."
            .formatted(row.id(), url));
  }

  private static Finding retained(Wish wish, World world, LedgerTenant ledger) {
    var back =
        "An earlier tenant %s/%s left its data under %s (%s, database %s on server %s, folder %s). Apply it with that address and source to have it back, "
            .formatted(
                wish.namespace(),
                wish.name(),
                ledger.url(),
                ledger.origin() == Origin.EXISTING ? "source.type Existing" : "source.type Install",
                ledger.database(),
                ledger.server(),
                ledger.dataDir());
    return new Finding(
        Reason.RetainedDataExists,
        back + away(wish, world, ledger) + "or choose another metadata.name for this tenant.");
  }

  /** Of an existing Moodle nothing is removed but by a person, who has to know what there is. */
  private static String away(Wish wish, World world, LedgerTenant ledger) {
    if (ledger.origin() != Origin.EXISTING) {
      return "delete it then with deletionPolicy Delete to remove the data, ";
    }
    var left = new ArrayList<String>();
    if (world.rowIsOwn()) {
      left.add("registry row %d".formatted(requireNonNull(world.row()).id()));
    }
    if (!world.route().gone()) {
      left.add("the route of " + ledger.url());
    }
    if (world.secretStored()) {
      left.add(
          "Secret %s/%s with the database's password"
              .formatted(wish.platform().namespace(), DatabaseSecret.name(ledger.id())));
    }
    return left.isEmpty()
        ? ""
        : "remove %s to let go of it, ".formatted(String.join(", then ", left));
  }

  private static Optional<NextStep> step(Action action) {
    return Optional.of(new Do(ConditionType.Accepted, action));
  }

  private static NextStep refused(Finding finding) {
    return new Stop(ConditionType.Accepted, finding, WaitsFor.PERSON);
  }
}
