package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import java.util.List;
import java.util.Optional;

/** How a tenant is made true: the stages in their order, each a pure look at wish and world. */
public final class Provisioning {
  /** What one stage has to say: a step, or nothing where it finds everything done. */
  @FunctionalInterface
  interface Stage {
    Optional<NextStep> next(Wish wish, World world);
  }

  private static final List<Stage> STAGES =
      List.of(
          ClaimStages::accept,
          ClaimStages::platformStays,
          ClaimStages::recordKept,
          ClaimStages::urlFree,
          ClaimStages::pathFree,
          ClaimStages::claim,
          ClaimStages::comeBack,
          ClaimStages::placement,
          DatabaseStages::serverUsable,
          DatabaseStages::credentials,
          RegistryStages::rowHeld,
          DatabaseStages::login,
          DatabaseStages::database,
          RegistryStages::existingMoodle,
          RegistryStages::rowOurs,
          UpkeepStages::suspend,
          RegistryStages::row,
          RotationStages::retire,
          RotationStages::rotate,
          InstallStages::install,
          InstallStages::tidy,
          UpgradeStages::work,
          UpkeepStages::maintain,
          RouteStages::route,
          UpgradeStages::open,
          RouteStages::taken,
          RouteStages::moved,
          RouteStages::service,
          RouteStages::served,
          UpgradeStages::watch,
          UpgradeStages::tidy,
          UpgradeBegin::begin);

  private Provisioning() {}

  /** The next step; the same wish and world always give the same one. */
  public static NextStep next(Wish wish, World world) {
    return STAGES.stream()
        .flatMap(stage -> stage.next(wish, world).stream())
        .findFirst()
        .orElseGet(Settled::new);
  }
}
