package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.SelectorMatch;
import io.vmoodle.operator.ledger.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tenants that come to the default release first, and whether they are there.
 *
 * @param stage how far they are
 * @param going those that go now, by id
 * @param until when the others follow, null where that is not known
 * @param minimum how many have to come to the release
 * @param done how many have
 */
record Canaries(Stage stage, Set<String> going, @Nullable Instant until, int minimum, int done) {
  /** How far canaries are. */
  enum Stage {
    /** They come to the release. */
    FIRST,
    /** There are too few of them. */
    MISSING,
    /** They are there, which is not in the ledger yet. */
    ARRIVED,
    /** They are looked at. */
    SOAKING,
    /** The others may follow. */
    PROVEN
  }

  /**
   * The canaries among tenants.
   *
   * @param followers all tenants without a pin, in their turn
   */
  static Canaries of(Circumstances all, List<Placed> followers) {
    var spec = all.rollout().canary();
    var selector = spec.selector();
    var chosen =
        followers.stream()
            .filter(
                it ->
                    selector == null
                        || (it.tenant().resource() != null
                            && SelectorMatch.chooses(selector, it.tenant().resource().labels())))
            .toList();
    var done = count(chosen, Standing.DONE);
    var coming = count(chosen, Standing.RUNNING);
    var open = coming + count(chosen, Standing.QUEUED);
    var needed = needed(spec.minimum(), followers);
    // Whoever said in its turn that it cannot go may try again: somebody may have helped.
    var going =
        Stream.concat(
                chosen.stream()
                    .filter(it -> it.standing() == Standing.QUEUED)
                    .limit(selector == null ? Math.max(0, needed - done - coming) : Long.MAX_VALUE),
                chosen.stream().filter(Placed::passed))
            .map(it -> it.tenant().id())
            .collect(Collectors.toUnmodifiableSet());
    return new Canaries(
        stage(all, followers, selector == null ? 0 : open, done >= needed, open > 0),
        going,
        all.milestone().soaksUntil(all.target(), spec.soaks()).orElse(null),
        needed,
        (int) done);
  }

  private static Stage stage(
      Circumstances all, List<Placed> followers, long waitedFor, boolean enough, boolean open) {
    var until = all.milestone().soaksUntil(all.target(), all.rollout().canary().soaks());
    if (until.isPresent()) {
      return all.now().isBefore(until.get()) ? Stage.SOAKING : Stage.PROVEN;
    }
    // Where nobody is elsewhere there is nobody to look at.
    if (count(followers, Standing.DONE) == followers.size() || (waitedFor == 0 && enough)) {
      return Stage.ARRIVED;
    }
    return open ? Stage.FIRST : Stage.MISSING;
  }

  /**
   * A small fleet has no more canaries than tenants. But where all are kept from it for a while, a
   * release to which nobody came proves nothing.
   */
  private static int needed(int minimum, List<Placed> followers) {
    var mayCome =
        followers.size() - count(followers, Standing.BLOCKED) - count(followers, Standing.AHEAD);
    var later =
        followers.stream()
            .anyMatch(
                it -> it.standing() == Standing.BLOCKED && it.tenant().origin() == Origin.CREATED);
    return mayCome == 0 && later ? minimum : (int) Math.min(minimum, mayCome);
  }

  private static long count(List<Placed> tenants, Standing standing) {
    return tenants.stream().filter(it -> it.standing() == standing).count();
  }

  /** What keeps a tenant that follows the default release behind the canaries. */
  Optional<Hold> hold(Contender tenant, String target) {
    return switch (stage) {
      case PROVEN -> Optional.empty();
      case SOAKING ->
          Optional.of(
              Hold.queued(
                  Reason.CanariesSoak,
                  "The canaries are on release %s, and the others follow from %s on (rollout.canary.soak). Look at the canaries; nothing else is to be done."
                      .formatted(target, until)));
      case FIRST ->
          going.contains(tenant.id())
              ? Optional.empty()
              : Optional.of(
                  Hold.queued(
                      Reason.CanariesFirst,
                      "Other tenants come to release %s first (rollout.canary). Nothing is to be done."
                          .formatted(target)));
      case MISSING ->
          going.contains(tenant.id())
              ? Optional.empty()
              : Optional.of(
                  Hold.queued(
                      Reason.CanariesMissing,
                      "Only %d of the canaries that there must be (%d, rollout.canary.minimum) came to release %s, and no others can. See what blocks them, label more tenants, or correct rollout.canary."
                          .formatted(done, minimum, target)));
      case ARRIVED ->
          Optional.of(
              Hold.queued(
                  Reason.CanariesFirst,
                  "The canaries are on release %s, and the others follow. Nothing is to be done."
                      .formatted(target)));
    };
  }
}
