package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Reason;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** What keeps tenants from another release that is about all of them, or about each other. */
final class WavePolicies {
  @FunctionalInterface
  private interface Policy {
    Optional<Hold> hold(Contender tenant, String wanted, Wave wave);
  }

  /** In this order: the first that holds a tenant is what is said of it. */
  private static final List<Policy> POLICIES =
      List.of(
          WavePolicies::platform,
          WavePolicies::paused,
          WavePolicies::halted,
          WavePolicies::pluginCron,
          WavePolicies::window,
          WavePolicies::server,
          WavePolicies::canaries);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV");

  private WavePolicies() {}

  static Optional<Hold> hold(Contender tenant, String wanted, Wave wave) {
    return POLICIES.stream()
        .flatMap(policy -> policy.hold(tenant, wanted, wave).stream())
        .findFirst();
  }

  private static Optional<Hold> platform(Contender tenant, String wanted, Wave wave) {
    return wave.all().spec().paused()
        ? queued(
            Reason.Paused,
            "Nothing is done while spec.paused of the platform is true. Set it to false.")
        : Optional.empty();
  }

  private static Optional<Hold> paused(Contender tenant, String wanted, Wave wave) {
    return wave.all().rollout().paused()
        ? queued(
            Reason.RolloutPaused,
            "No upgrade begins while rollout.paused of the platform is true. Set it to false.")
        : Optional.empty();
  }

  private static Optional<Hold> halted(Contender tenant, String wanted, Wave wave) {
    var rollout = wave.all().rollout();
    return wave.failures(wanted) >= rollout.haltAfterFailures()
        ? queued(
            Reason.RolloutHalted,
            "No upgrade to release %s begins, because as many failed as rollout.haltAfterFailures allows (%d). See the platform's status for which; then set rollout.attempt to %d, or defaultRelease to another release."
                .formatted(wanted, rollout.haltAfterFailures(), rollout.attempt() + 1))
        : Optional.empty();
  }

  private static Optional<Hold> pluginCron(Contender tenant, String wanted, Wave wave) {
    return wave.all().pluginCron()
        ? queued(
            Reason.PluginCronRunning,
            "The plugin's cron (vcron) ran within the last hour. It works on every tenant with the main Moodle's code, which must not be while there are two releases. Stop it and run each tenant's cron by itself; upgrades begin an hour after its last run.")
        : Optional.empty();
  }

  private static Optional<Hold> window(Contender tenant, String wanted, Wave wave) {
    return switch (wave.all().window()) {
      case Opening.Open() -> Optional.empty();
      case Opening.Closed(var next) ->
          queued(
              Reason.OutsideWindow,
              next == null
                  ? "No window of rollout.windows opens within a year. Correct them."
                  : "Upgrades begin in the windows of rollout.windows; the next one opens at %s. Nothing is to be done."
                      .formatted(TIME.format(next)));
      case Opening.Invalid(var why) -> Optional.of(new Hold(Standing.QUEUED, why));
    };
  }

  private static Optional<Hold> server(Contender tenant, String wanted, Wave wave) {
    var health = wave.all().servers().get(tenant.server());
    if (health == null) {
      return queued(
          Reason.UnknownDatabaseServer,
          "The platform has no database server %s, on which the tenant is. Add it to databaseServers again."
              .formatted(tenant.server()));
    }
    var problem = health.problem();
    return problem == null ? Optional.empty() : Optional.of(new Hold(Standing.QUEUED, problem));
  }

  /** Whoever has a pin asked for the release himself. */
  private static Optional<Hold> canaries(Contender tenant, String wanted, Wave wave) {
    return tenant.follows() ? wave.canaries().hold(tenant, wanted) : Optional.empty();
  }

  private static Optional<Hold> queued(Reason reason, String message) {
    return Optional.of(Hold.queued(reason, message));
  }
}
