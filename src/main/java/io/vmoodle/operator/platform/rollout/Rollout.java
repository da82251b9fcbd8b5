package io.vmoodle.operator.platform.rollout;

import static java.util.stream.Collectors.toSet;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.api.platform.RolloutSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.rollout.Canaries.Stage;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RolloutPlan.Rules;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import io.vmoodle.operator.platform.state.TenantResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tenants of a platform come to another release now: a pure function of the ledger,
 * the resources and the platform, so that whatever was decided before a restart is decided again.
 */
final class Rollout {
  /** Of a tenant that the last look did not see where it is now. */
  private static final Verdict NOT_LOOKED_AT =
      new Verdict.Wait(
          new Finding(
              Reason.UpgradeQueued,
              "The platform's rollout takes the tenant in at its next look. Nothing is to be done."));

  private final Circumstances all;
  private final int running;
  private final List<Placed> placed;
  private final Wave wave;

  private Rollout(
      Circumstances all,
      List<LedgerTenant> tenants,
      Function<LedgerTenant, @Nullable TenantResource> resources,
      Map<String, Turn> turns) {
    this.all = all;
    running = (int) tenants.stream().filter(Rollout::isRunning).count();
    placed =
        tenants.stream()
            .flatMap(tenant -> Contender.of(tenant, resources.apply(tenant)).stream())
            .sorted(Contender.IN_TURN)
            .map(tenant -> place(tenant, turns.get(tenant.id())))
            .toList();
    wave = new Wave(all, failures(tenants), Canaries.of(all, followers(placed)));
  }

  /**
   * The decision.
   *
   * @param tenants all that the ledger has of the platform
   * @param resources the resource of a tenant, null where none is seen
   * @param turns turns that were not taken, by the tenant's id
   */
  static RolloutDecision decide(
      Circumstances all,
      List<LedgerTenant> tenants,
      Function<LedgerTenant, @Nullable TenantResource> resources,
      Map<String, Turn> turns) {
    return new Rollout(all, tenants, resources, turns).decide(tenants);
  }

  /** Before the tenants' resources are known nothing is decided: a pin would be overlooked. */
  static RolloutPlan undecided(Rules rules) {
    return new RolloutPlan(rules, Map.of(), NOT_LOOKED_AT);
  }

  private static boolean isRunning(LedgerTenant tenant) {
    var attempt = UpgradeAttempt.of(tenant);
    return attempt != null && attempt.running() && tenant.state() != TenantState.RELEASED;
  }

  private Placed place(Contender tenant, @Nullable Turn turn) {
    var wanted = tenant.wanted(all.target());
    if (tenant.isRunning()) {
      return new Placed(tenant, wanted, Standing.RUNNING, null, turn);
    }
    if (tenant.release().equals(wanted)) {
      return new Placed(tenant, wanted, Standing.DONE, null, turn);
    }
    var own = OwnPolicies.hold(tenant, wanted, all);
    if (own.isPresent()) {
      return new Placed(tenant, wanted, own.get().standing(), own.get(), null);
    }
    var obstacle = turn == null ? null : turn.obstacle();
    return obstacle == null
        ? new Placed(tenant, wanted, Standing.QUEUED, null, turn)
        : new Placed(tenant, wanted, Standing.BLOCKED, new Hold(Standing.BLOCKED, obstacle), turn);
  }

  /** As the ledger counts them: to delete one that failed lifts no halt. */
  private Map<String, Integer> failures(List<LedgerTenant> tenants) {
    var failures = new HashMap<String, Integer>();
    for (var tenant : tenants) {
      var attempt = UpgradeAttempt.of(tenant);
      if (attempt != null && attempt.failed() && attempt.number() >= all.rollout().attempt()) {
        failures.merge(attempt.target(), 1, Integer::sum);
      }
    }
    return failures;
  }

  private static List<Placed> followers(List<Placed> tenants) {
    return tenants.stream().filter(it -> it.tenant().follows()).toList();
  }

  private RolloutDecision decide(List<LedgerTenant> tenants) {
    var held = placed.stream().map(this::hold).toList();
    var turn =
        Stream.concat(
                held.stream()
                    .filter(it -> it.standing() == Standing.QUEUED && it.hold() == null)
                    .sorted(Comparator.comparingLong(Rollout::turn)),
                held.stream()
                    .filter(it -> it.passed() && ofTheWave(it).isEmpty())
                    .sorted(Comparator.comparingLong(Rollout::turn)))
            .toList();
    int free = Math.max(0, all.rollout().maxConcurrent() - running);
    var going = turn.stream().limit(free).map(it -> it.tenant().id()).collect(toSet());
    var waiting = waiting(turn, free);
    var shown = new ArrayList<Placed>();
    var verdicts = new HashMap<String, Verdict>();
    for (var it : held) {
      var id = it.tenant().id();
      var place = waiting.get(id);
      var now = place == null ? it : it.with(place);
      shown.add(now);
      if (it.standing() == Standing.RUNNING || going.contains(id)) {
        verdicts.put(id, new Verdict.Go());
      } else if (now.hold() != null) {
        verdicts.put(id, new Verdict.Wait(now.hold().why()));
      }
    }
    var followers = followers(shown);
    var finding =
        RolloutWords.finding(
            wave,
            followers,
            followers.stream().filter(it -> going.contains(it.tenant().id())).count());
    var stage = wave.canaries().stage();
    return new RolloutDecision(
        new RolloutPlan(rules(all.rollout()), verdicts, NOT_LOOKED_AT),
        RolloutProgress.of(all, Counts.of(followers), finding, forgotten(tenants)),
        stage == Stage.ARRIVED,
        stage == Stage.PROVEN && !all.target().equals(all.milestone().proven()));
  }

  /** Who had no turn yet comes before those who did not take theirs. */
  private static long turn(Placed tenant) {
    return tenant.turn() == null ? -1 : tenant.turn().number();
  }

  /** With what is about all tenants, of those that nothing of their own keeps. */
  private Placed hold(Placed tenant) {
    return tenant.standing() == Standing.QUEUED && tenant.hold() == null
        ? ofTheWave(tenant).map(tenant::with).orElse(tenant)
        : tenant;
  }

  private Optional<Hold> ofTheWave(Placed tenant) {
    return WavePolicies.hold(tenant.tenant(), tenant.wanted(), wave);
  }

  private Map<String, Hold> waiting(List<Placed> turn, int free) {
    var waiting = new HashMap<String, Hold>();
    for (int i = free; i < turn.size(); i++) {
      var tenant = turn.get(i);
      if (tenant.standing() == Standing.QUEUED) {
        waiting.put(
            tenant.tenant().id(),
            new Hold(
                Standing.QUEUED,
                RolloutWords.queued(tenant.wanted(), i - free + 1, all.rollout().maxConcurrent())));
      }
    }
    return waiting;
  }

  private @Nullable Finding forgotten(List<LedgerTenant> tenants) {
    return RolloutWords.forgotten(
            all.spec().releases().stream().map(ReleaseSpec::name).collect(toSet()),
            tenants.stream()
                .filter(tenant -> tenant.state() != TenantState.RELEASED)
                .map(LedgerTenant::release)
                .toList())
        .orElse(null);
  }

  static Rules rules(RolloutSpec rollout) {
    return new Rules(
        rollout.attempt(),
        rollout.maxConcurrent(),
        rollout.haltAfterFailures(),
        rollout.allowUnguarded(),
        rollout.keepsPrevious());
  }
}
