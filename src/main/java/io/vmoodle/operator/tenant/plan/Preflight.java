package io.vmoodle.operator.tenant.plan;

import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.tenant.facts.Wish;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why a tenant cannot come to a release, before anything of it is touched. */
public final class Preflight {
  /** So many plugins are named; a list must not fill a status. */
  private static final int NAMED = 20;

  /** What copies databases where the server itself does not. */
  static final Finding NO_TOOLS =
      new Finding(
          Reason.ToolsImageMissing,
          "The tenant's database is on MariaDB, and the platform names no image that can copy it. Set jobs.toolsImage.");

  private Preflight() {}

  /** What can be told without looking into the tenant's database; empty: nothing is in the way. */
  static Optional<Finding> check(Wish wish, LedgerTenant tenant, String target) {
    var platform = wish.platform();
    var release = platform.release(target);
    if (release.isEmpty()) {
      return problem(
          Reason.UnknownRelease,
          "The tenant should be on release %s, which the platform does not have. Add it to releases, or correct the tenant's release."
              .formatted(target));
    }
    if (tenant.origin() == Origin.EXISTING) {
      return problem(
          Reason.UpgradeUnavailable,
          "The tenant is on release %s and should be on %s. The operator does not upgrade an existing Moodle, whose database it may not copy. Pin the tenant's release to %s."
              .formatted(tenant.release(), target, tenant.release()));
    }
    var code = platform.code(target);
    if (code.isEmpty()) {
      return problem(
          Reason.ReleaseNotProbed,
          "The tenant should be on release %s, whose code was not read yet. The platform's condition ReleasesReady says why."
              .formatted(target));
    }
    var now = platform.code(tenant.release());
    if (now.isPresent() && isOlder(code.get().version(), now.get().version())) {
      return problem(
          Reason.AheadOfTarget,
          "The tenant is on release %s (%s), which is newer than release %s (%s). It keeps serving, since Moodle cannot go back: pin its release, or wait for a newer default."
              .formatted(tenant.release(), now.get().version(), target, code.get().version()));
    }
    if (!code.get().usable()) {
      return problem(
          Reason.ReleaseSetUpWrong,
          "The tenant should be on release %s, whose code base is set up in a way that it does not work. The platform's condition ReleasesReady says what to correct."
              .formatted(target));
    }
    if (!platform.services().contains(release.get().service())) {
      return problem(
          Reason.ServiceNotFound,
          "The tenant should be on release %s, but namespace %s has no Service %s with port %d. Create it."
              .formatted(
                  target,
                  platform.namespace(),
                  release.get().service().name(),
                  release.get().service().port()));
    }
    if (!platform.rollout().rules().allowUnguarded()) {
      var unguarded = unguarded(target, code).or(() -> unguarded(tenant.release(), now));
      if (unguarded.isPresent()) {
        return unguarded;
      }
    }
    return UpgradeStages.copiedByJob(wish, tenant) && platform.spec().jobs().toolsImage() == null
        ? Optional.of(NO_TOOLS)
        : Optional.empty();
  }

  private static Optional<Finding> unguarded(String release, Optional<ReleaseCode> code) {
    return code.isPresent() && !code.get().guarded()
        ? problem(
            Reason.ReleaseUnguarded,
            "Nothing keeps the code of release %s from databases of another release, so that visitors could lose data during an upgrade. Include the operator's boot in its config.php, or set rollout.allowUnguarded."
                .formatted(release))
        : Optional.empty();
  }

  /**
   * Whether the release has every plugin that the tenant has, in no older version; but those that
   * Moodle's core dropped, which its own check does not miss either (core_plugin_manager,
   * PLUGIN_STATUS_DELETE).
   *
   * @param installed versions by name, as the tenant's database has them
   */
  static Optional<Finding> plugins(String target, ReleaseCode code, Map<String, String> installed) {
    var missing = new TreeMap<String, String>();
    installed.forEach(
        (name, version) -> {
          var offered = code.plugins().get(name);
          if (offered == null && !code.dropped().contains(name)) {
            missing.put(name, "");
          } else if (offered != null && isOlder(offered, version)) {
            missing.put(name, " (%s, the tenant has %s)".formatted(offered, version));
          }
        });
    return missing.isEmpty()
        ? Optional.empty()
        : problem(
            Reason.PluginsMissing,
            "Release %s lacks plugins of the tenant, or has them in older versions: %s%s. Add them to the release's image under a new release, or uninstall them in the tenant."
                .formatted(
                    target,
                    missing.entrySet().stream()
                        .limit(NAMED)
                        .map(it -> it.getKey() + it.getValue())
                        .collect(joining(", ")),
                    missing.size() > NAMED
                        ? " and %d more".formatted(missing.size() - NAMED)
                        : ""));
  }

  /** Versions are decimal numbers; what is none is not compared. */
  private static boolean isOlder(String one, String another) {
    try {
      return new BigDecimal(one.strip()).compareTo(new BigDecimal(another.strip())) < 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Optional<Finding> problem(Reason reason, String message) {
    return Optional.of(new Finding(reason, message));
  }
}
