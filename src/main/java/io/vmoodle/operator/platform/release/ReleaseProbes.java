package io.vmoodle.operator.platform.release;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.ClusterTime;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.platform.release.ProbedRelease.Progress;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the code of all releases read, beside the looks at their platforms: a look takes what is
 * known by then, and nothing waits for an image.
 */
public final class ReleaseProbes {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseProbes.class);

  /** A Job under way is looked after at growing pauses up to this, and then with its platform. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** What is remembered of a platform. */
  private static final class Round {
    final ReentrantLock turn = new ReentrantLock();
    final Map<String, ProbedRelease> releases = new HashMap<>();
    volatile Map<String, ReleaseSeen> seen = Map.of();

    /** Read and written in a turn only. */
    boolean over;
  }

  private final Map<ResourceID, Round> rounds = new ConcurrentHashMap<>();
  private final ProbeStore store;
  private final InstantSource clock;
  private final ClusterTime time = new ClusterTime(SteadyTime.source());
  private final Consumer<ResourceID> changed;

  /**
   * Probes with the rights of this client.
   *
   * @param logs of the Jobs' pods
   * @param changed hears of a platform of which something else is known than before
   */
  public ReleaseProbes(
      KubernetesClient client,
      Apply apply,
      PodLogs logs,
      InstantSource clock,
      Consumer<ResourceID> changed) {
    this.store = new ProbeStore(client, apply, logs);
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * What is known of a platform's releases, by name. The first time in this process it is what an
   * earlier one has kept, so that tenants are not told that nobody knows, and then that somebody
   * does; from then on nobody is asked.
   */
  public Map<String, ReleaseSeen> seen(MoodlePlatform platform) {
    var key = ResourceID.fromResource(platform);
    var round = rounds.get(key);
    if (round == null) {
      round = new Round();
      round.seen = kept(platform);
      rounds.put(key, round);
    }
    var seen = new HashMap<String, ReleaseSeen>();
    for (var release : platform.getSpec().releases()) {
      var known = round.seen.get(release.name());
      seen.put(
          release.name(),
          known == null ? ReleaseSeen.unread("Its code is about to be read.") : known);
    }
    return seen;
  }

  private Map<String, ReleaseSeen> kept(MoodlePlatform platform) {
    var kept = new HashMap<String, ReleaseSeen>();
    for (var release : platform.getSpec().releases()) {
      try {
        new ProbedRelease(store, time)
            .kept(new ProbeJob(platform, release))
            .ifPresent(seen -> kept.put(release.name(), seen));
      } catch (KubernetesClientException e) {
        LOG.atDebug()
            .addKeyValue("release", release.name())
            .setCause(e)
            .log("What is kept of a release could not be read; its turn reads it again");
      }
    }
    return Map.copyOf(kept);
  }

  /** A platform was looked at, and may be worked for: does what is due, and returns at once. */
  public void look(MoodlePlatform platform) {
    begin(
        rounds.computeIfAbsent(ResourceID.fromResource(platform), unseen -> new Round()),
        platform,
        null);
  }

  /**
   * The platform goes. Returns when nothing is done for it any more; until then a Job that is
   * removed would be made again.
   */
  public void end(ResourceID platform) {
    var round = rounds.remove(platform);
    if (round != null) {
      round.turn.lock();
      try {
        round.over = true;
      } finally {
        round.turn.unlock();
      }
    }
  }

  /** A turn in a thread of its own; one that follows another knows the pause between the two. */
  private void begin(Round round, MoodlePlatform platform, @Nullable Duration pause) {
    Thread.ofVirtual().name("release-probe").start(() -> tryTurn(round, platform, pause));
  }

  private void tryTurn(Round round, MoodlePlatform platform, @Nullable Duration pause) {
    var key = ResourceID.fromResource(platform);
    if (!round.turn.tryLock()) {
      return;
    }
    var progress = Progress.AT_REST;
    try {
      if (round.over) {
        return;
      }
      var before = round.seen;
      progress = turn(platform, round);
      if (!round.seen.equals(before)) {
        changed.accept(key);
      }
    } catch (RuntimeException e) {
      // Nobody waits for this thread and would hear of it; with the next look it is tried again.
      LOG.atWarn().setCause(e).log("Releases could not be probed");
    } finally {
      round.turn.unlock();
    }
    if (progress == Progress.BEGUN) {
      beginAfter(FIRST_PAUSE, round, platform);
    } else if (progress == Progress.UNDER_WAY
        && pause != null
        && pause.compareTo(LONGEST_PAUSE) < 0) {
      beginAfter(pause.multipliedBy(2), round, platform);
    }
  }

  private void beginAfter(Duration pause, Round round, MoodlePlatform platform) {
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> begin(round, platform, pause));
  }

  /** Each of its releases on its own: one that cannot be asked holds up no other. */
  private Progress turn(MoodlePlatform platform, Round round) {
    var releases = platform.getSpec().releases();
    round.releases.keySet().retainAll(releases.stream().map(ReleaseSpec::name).toList());
    var seen = new HashMap<String, ReleaseSeen>();
    var progress = Progress.AT_REST;
    for (var release : releases) {
      var probed =
          round.releases.computeIfAbsent(release.name(), name -> new ProbedRelease(store, time));
      seen.put(release.name(), step(probed, new ProbeJob(platform, release)));
      progress = Collections.max(List.of(progress, probed.progress()));
    }
    round.seen = Map.copyOf(seen);
    return progress;
  }

  private ReleaseSeen step(ProbedRelease probed, ProbeJob probe) {
    try {
      return probed.step(probe, clock.instant());
    } catch (KubernetesClientException e) {
      LOG.atDebug()
          .addKeyValue("release", probe.release().name())
          .setCause(e)
          .log("A release could not be probed");
      return ReleaseSeen.unread(
          "The API server does not let the operator ask: %s. It is tried again by itself."
              .formatted(Refusal.of(e).orElse("no answer")));
    }
  }
}
