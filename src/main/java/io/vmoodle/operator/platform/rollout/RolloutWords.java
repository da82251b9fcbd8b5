package io.vmoodle.operator.platform.rollout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is said of a rollout as a whole. */
final class RolloutWords {
  private static final int MOST_NAMES = 5;

  /** What holds up one tenant behind another is no news of the whole. */
  private static final Set<Reason> IN_TURN = Set.of(Reason.UpgradeQueued, Reason.CanariesFirst);

  /** What is said although some tenants are still being upgraded. */
  private static final Set<Reason> FOR_ALL =
      Set.of(
          Reason.Paused,
          Reason.RolloutPaused,
          Reason.PluginCronRunning,
          Reason.OutsideWindow,
          Reason.WindowInvalid);

  private RolloutWords() {}

  /**
   * Where the rollout is.
   *
   * @param followers all tenants without a pin
   * @param going how many of them were given their turn
   */
  static Finding finding(Wave wave, List<Placed> followers, long going) {
    var target = wave.all().target();
    var counts = Counts.of(followers);
    if (counts.of(Standing.DONE) == counts.total()) {
      return new Finding(
          Reason.RolloutComplete, "Every tenant without a pin is on release %s.".formatted(target));
    }
    var allowed = wave.all().rollout().haltAfterFailures();
    if (wave.failures(target) >= allowed && counts.of(Standing.QUEUED) > 0) {
      return halted(wave, followers);
    }
    if (counts.of(Standing.QUEUED) + counts.of(Standing.RUNNING) == 0) {
      return incomplete(wave, followers);
    }
    return held(followers)
        .filter(
            why ->
                going == 0 && (counts.of(Standing.RUNNING) == 0 || FOR_ALL.contains(why.reason())))
        .orElseGet(
            () ->
                new Finding(
                    Reason.RolloutRunning,
                    "Tenants come to release %s, %d at a time; status.rollout has how many are there. Nothing is to be done."
                        .formatted(target, wave.all().rollout().maxConcurrent())));
  }

  private static Optional<Finding> held(List<Placed> followers) {
    return followers.stream()
        .filter(it -> it.standing() == Standing.QUEUED && it.hold() != null)
        .flatMap(it -> Optional.ofNullable(it.hold()).stream())
        .map(Hold::why)
        .filter(why -> !IN_TURN.contains(why.reason()))
        .findFirst();
  }

  private static Finding halted(Wave wave, List<Placed> followers) {
    var rollout = wave.all().rollout();
    var target = wave.all().target();
    return new Finding(
        Reason.RolloutHalted,
        "As many upgrades to release %s failed as rollout.haltAfterFailures allows (%d)%s. No other begins. See the tenants' condition UpToDate for why; then set rollout.attempt to %d, or defaultRelease to another release."
            .formatted(
                target,
                rollout.haltAfterFailures(),
                names(
                    followers.stream()
                        .filter(it -> it.tenant().failed(target, rollout.attempt()))
                        .toList()),
                rollout.attempt() + 1));
  }

  private static Finding incomplete(Wave wave, List<Placed> followers) {
    var parts = new ArrayList<String>();
    part(
        parts,
        followers,
        Standing.FAILED,
        "failed",
        "set rollout.attempt to %d".formatted(wave.all().rollout().attempt() + 1));
    part(parts, followers, Standing.BLOCKED, "blocked", "see their condition UpToDate");
    part(
        parts,
        followers,
        Standing.AHEAD,
        "ahead of it",
        "pin their release, or make it the default");
    return new Finding(
        Reason.RolloutIncomplete,
        "What can come to release %s is there. The others: %s."
            .formatted(wave.all().target(), String.join("; ", parts)));
  }

  private static void part(
      List<String> parts, List<Placed> followers, Standing standing, String word, String remedy) {
    var concerned = followers.stream().filter(it -> it.standing() == standing).toList();
    if (!concerned.isEmpty()) {
      parts.add("%d %s%s, %s".formatted(concerned.size(), word, names(concerned), remedy));
    }
  }

  private static String names(List<Placed> tenants) {
    return tenants.isEmpty()
        ? ""
        : tenants.stream()
            .limit(MOST_NAMES)
            .map(it -> it.tenant().namespace() + "/" + it.tenant().name())
            .collect(joining(", ", ": ", tenants.size() > MOST_NAMES ? ", ..." : ""));
  }

  /**
   * That a tenant waits for its turn. Its place is told roughly: told exactly, each upgrade that
   * ends would change the status of every tenant behind it, and each whose turn is next would say
   * so just before it has it.
   *
   * @param place 1 for the first
   * @param atATime how many have their turn at once
   */
  static Finding queued(String target, int place, int atATime) {
    int among = 10;
    while (among < Math.max(place, 2 * atATime)) {
      among *= 10;
    }
    return new Finding(
        Reason.UpgradeQueued,
        "The upgrade to release %s begins when it is the tenant's turn, among the next %,d. Nothing is to be done."
            .formatted(target, among));
  }

  /** That tenants are on releases that the platform does not list. */
  static Optional<Finding> forgotten(Set<String> listed, List<String> used) {
    var forgotten = new TreeMap<String, List<String>>(Comparator.naturalOrder());
    used.stream()
        .filter(release -> !listed.contains(release))
        .collect(groupingBy(release -> release))
        .forEach(forgotten::put);
    return forgotten.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.ReleaseInUse,
                "Tenants are on releases that are not in releases any more: %s. They are served by the Services that they had, and cannot be upgraded. Add the releases again, until no tenant is on them."
                    .formatted(
                        forgotten.entrySet().stream()
                            .map(it -> "%s (%d)".formatted(it.getKey(), it.getValue().size()))
                            .collect(joining(", ")))));
  }
}
