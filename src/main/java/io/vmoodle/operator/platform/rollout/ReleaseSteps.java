package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two releases. Of plugins the tenant's own database tells more, which is read
 * when it is the tenant's turn. Many tenants take the same step, so that each is looked at once.
 * For one thread.
 */
final class ReleaseSteps {
  private record Step(String from, String to) {}

  private final PlatformSpec spec;
  private final Map<String, ReleaseSeen> seen;
  private final Set<ServiceRef> services;
  private final Map<Step, Optional<Hold>> known = new HashMap<>();

  /**
   * The steps of a platform.
   *
   * @param seen what is known of its releases, by name
   * @param services those of the platform's namespace that are there
   */
  ReleaseSteps(PlatformSpec spec, Map<String, ReleaseSeen> seen, Set<ServiceRef> services) {
    this.spec = spec;
    this.seen = seen;
    this.services = services;
  }

  /** What keeps tenants on one release from another; empty if nothing does. */
  Optional<Hold> between(String from, String to) {
    return known.computeIfAbsent(new Step(from, to), this::look);
  }

  private Optional<Hold> look(Step step) {
    var target = release(step.to());
    if (target.isEmpty()) {
      return blocked(
          Reason.UnknownRelease,
          "The platform has no release %s. Set release to one of its releases, or remove it."
              .formatted(step.to()));
    }
    if (release(step.from()).isEmpty()) {
      return blocked(
          Reason.ReleaseInUse,
          "The tenant is on release %s, which the platform does not list any more, and whose image an upgrade needs. Add it to releases again."
              .formatted(step.from()));
    }
    var before = code(step.from());
    var after = code(step.to());
    if (before != null && after != null && isNewer(before, after)) {
      return Optional.of(ahead(step));
    }
    return notReady(target.get())
        .or(() -> before == null ? Optional.of(unread(step.from())) : Optional.empty())
        .or(() -> unguarded(step, before, after));
  }

  private Optional<Hold> notReady(ReleaseSpec target) {
    var known = seen.get(target.name());
    if (!services.contains(target.service())) {
      return Optional.of(
          Hold.queued(
              Reason.ServiceNotFound,
              "Release %s is not ready: Service %s with port %d is not there. Create it, or correct releases[].service."
                  .formatted(target.name(), target.service().name(), target.service().port())));
    }
    if (known == null || (known.code() == null && known.trouble() == null)) {
      return Optional.of(unread(target.name()));
    }
    var trouble = known.trouble();
    return trouble == null
        ? Optional.empty()
        : Optional.of(
            new Hold(
                Standing.QUEUED,
                new Finding(
                    trouble.reason(),
                    "Release %s is not ready: %s".formatted(target.name(), trouble.message()))));
  }

  private static Hold unread(String release) {
    return Hold.queued(
        Reason.ReleaseNotProbed,
        "The code of release %s was not read yet; nothing is to be done, unless status.releases says so."
            .formatted(release));
  }

  private static boolean isNewer(ReleaseCode before, ReleaseCode after) {
    return version(before.version()).compareTo(version(after.version())) > 0;
  }

  /** A version as Moodle compares it: a number, with two more digits behind a point at times. */
  private static BigDecimal version(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  private static Hold ahead(Step step) {
    return Hold.of(
        Standing.AHEAD,
        Reason.AheadOfTarget,
        "The tenant is on release %s, whose code is newer than that of %s, and Moodle never goes back. It keeps serving. Set its release to %s, or make that the default."
            .formatted(step.from(), step.to(), step.from()));
  }

  private Optional<Hold> unguarded(
      Step step, @Nullable ReleaseCode before, @Nullable ReleaseCode after) {
    var allowed = spec.rollout().allowUnguarded();
    var guarded = before != null && after != null && before.guarded() && after.guarded();
    return allowed || guarded
        ? Optional.empty()
        : Optional.of(
            Hold.queued(
                Reason.ReleaseUnguarded,
                "Nothing keeps the code of release %s or %s from databases of the other one. Have config.php include the operator's boot, or set rollout.allowUnguarded to true."
                    .formatted(step.from(), step.to())));
  }

  private static Optional<Hold> blocked(Reason reason, String message) {
    return Optional.of(Hold.of(Standing.BLOCKED, reason, message));
  }

  private Optional<ReleaseSpec> release(String name) {
    return spec.releases().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private @Nullable ReleaseCode code(String release) {
    var known = seen.get(release);
    return known == null ? null : known.code();
  }
}
