package io.vmoodle.operator.platform.rollout;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.RolloutMilestone;
import io.vmoodle.operator.ledger.Rotation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import io.vmoodle.operator.platform.state.TenantResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A platform with tenants on release 4.4 that should come to 4.5, whose canaries have been looked
 * at; changed part by part. A tenant's id is its name.
 */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  static final String OLD = "4.4";
  static final String NEW = "4.5";

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  final Map<String, LedgerTenant> tenants = new HashMap<>();
  final Map<String, TenantResource> resources = new HashMap<>();
  final Map<String, ReleaseSeen> releases = new HashMap<>();
  final Map<String, ServerHealth> servers = new HashMap<>();
  final Set<ServiceRef> services = new HashSet<>();
  final Map<String, Turn> turns = new HashMap<>();
  private final Map<String, Object> spec =
      map(
          """
          main: {url: "https://moodle.example.edu", release: "4.4"}
          registry: {server: first, database: moodle_main}
          databaseServers:
            - {name: first, engine: PostgreSQL, host: pg.db.svc, admin: {credentialsSecretRef: {name: admin}}}
            - {name: second, engine: MariaDB, host: mariadb.db.svc, admin: {credentialsSecretRef: {name: admin}}}
          releases:
            - {name: "4.4", image: "registry.example.edu/moodle:4.4", service: {name: moodle-44}}
            - {name: "4.5", image: "registry.example.edu/moodle:4.5", service: {name: moodle-45}}
          defaultRelease: "4.5"
          storage: {claimName: moodledata, mountPath: /srv/moodledata}
          """);
  RolloutMilestone milestone = new RolloutMilestone(OLD, NEW, NOW.minusSeconds(1));
  Instant now = NOW;
  boolean pluginCron;

  Scene() {
    code(OLD, "2024042200.00", true);
    code(NEW, "2024100700.00", true);
    services.add(new ServiceRef("moodle-44", 80));
    services.add(new ServiceRef("moodle-45", 80));
    servers.put("first", ServerHealth.READY);
    servers.put("second", ServerHealth.READY);
  }

  /** The same before any canary came to the new release. */
  static Scene beforeCanaries() {
    var scene = new Scene();
    scene.milestone = RolloutMilestone.NONE;
    return scene;
  }

  Scene code(String release, String version, boolean guarded) {
    releases.put(
        release,
        new ReleaseSeen(
            new ReleaseCode(
                version, release, "a".repeat(40), Map.of(), Set.of(), Set.of(), guarded, true),
            "sha256:1",
            null,
            null));
    return this;
  }

  /** Changes whole fields of the platform's spec. */
  Scene platform(String yaml) {
    spec.putAll(map(yaml));
    return this;
  }

  Scene rollout(String yaml) {
    spec.putAll(map("rollout:" + (yaml.startsWith("{") ? " " + yaml : "\n" + yaml.indent(2))));
    return this;
  }

  /** Tenants on a release, in the order of their numbers. */
  Scene many(int count, String release) {
    for (int i = 0; i < count; i++) {
      tenant("t%05d".formatted(i), release);
    }
    return this;
  }

  Scene tenant(String name, String release) {
    return put(name, release, "first", Origin.CREATED, null);
  }

  Scene on(String name, String server) {
    return put(name, OLD, server, Origin.CREATED, null);
  }

  Scene adopted(String name, String release) {
    return put(name, release, "first", Origin.EXISTING, null);
  }

  Scene suspended(String name, String release) {
    tenant(name, release);
    tenants.computeIfPresent(name, (it, ledger) -> ledger.keptUp(new Upkeep(true, false, null)));
    return this;
  }

  Scene failed(String name, int attempt) {
    return put(name, OLD, "first", Origin.CREATED, upgrade(UpgradePhase.FAILED, NEW, attempt));
  }

  Scene upgrading(String name, UpgradePhase phase, String target) {
    return put(name, OLD, "first", Origin.CREATED, upgrade(phase, target, 1));
  }

  /** One that was deleted, and may come back. */
  Scene gone(@Nullable Operation operation) {
    tenants.put(
        "gone", tenant("gone", OLD, "first", Origin.CREATED, TenantState.RELEASED, operation));
    return this;
  }

  Scene pinned(String name, String release, String pin) {
    tenant(name, release);
    resources.put(name, new TenantResource(true, false, false, pin, Map.of()));
    return this;
  }

  Scene labelled(String name, String release, String key, String value) {
    tenant(name, release);
    resources.put(name, new TenantResource(true, false, false, null, Map.of(key, value)));
    return this;
  }

  Scene at(Instant moment) {
    now = moment;
    return this;
  }

  static Operation upgrade(UpgradePhase phase, String target, int attempt) {
    return new Operation(
        OperationType.UPGRADE,
        target,
        attempt,
        OperationStep.PLANNED,
        "job",
        null,
        phase.failed() ? new Operation.Failure("JobFailed", "The Job failed. Read its log.") : null,
        new Upgrade(phase, 1, 2, "a".repeat(40), 0, NOW, NOW));
  }

  private Scene put(
      String name, String release, String server, Origin origin, @Nullable Operation operation) {
    resources.put(name, new TenantResource(true, false, false, null, Map.of()));
    tenants.put(name, tenant(name, release, server, origin, TenantState.ACTIVE, operation));
    return this;
  }

  static LedgerTenant tenant(
      String name,
      String release,
      String server,
      Origin origin,
      TenantState state,
      @Nullable Operation operation) {
    return new LedgerTenant(
        name,
        1,
        "schools",
        name,
        "uid-" + name,
        origin,
        state,
        "https://%s.example.edu".formatted(name),
        server,
        "vm_%s_1".formatted(name),
        1,
        "vm_%s_a".formatted(name),
        "/srv/moodledata/" + name,
        release,
        "moodle-44:80",
        7L,
        "hash",
        Instant.EPOCH,
        null,
        1,
        Rotation.NONE,
        operation);
  }

  PlatformSpec spec() {
    return YAML.convertValue(spec, PlatformSpec.class);
  }

  RolloutDecision decide() {
    var platform = spec();
    return Rollout.decide(
        new Circumstances(
            platform,
            new ReleaseSteps(platform, releases, services),
            servers,
            Windows.at(platform.rollout().windows(), now),
            pluginCron,
            milestone,
            now),
        new ArrayList<>(tenants.values()),
        tenant -> resources.get(tenant.id()),
        turns);
  }

  /** Who may begin now, of those that are not under way. */
  Set<String> going() {
    var plan = decide().plan();
    return tenants.values().stream()
        .filter(it -> it.operation() == null || !it.operation().isRunningUpgrade())
        .map(LedgerTenant::id)
        .filter(id -> plan.of(id) instanceof Verdict.Go)
        .collect(Collectors.toSet());
  }

  /** Why a tenant does not go. */
  Finding why(String tenant) {
    return decide().plan().of(tenant) instanceof Verdict.Wait(Finding why)
        ? why
        : new Finding(Reason.Progressing, "It goes.");
  }

  /** What the platform says: the reason, and counts that are not zero. */
  String says() {
    var progress = decide().progress();
    var status = progress.status();
    var counts = new ArrayList<String>(List.of(progress.finding().reason().name()));
    count(counts, "done", status.done());
    count(counts, "failed", status.failed());
    count(counts, "blocked", status.blocked());
    count(counts, "ahead", status.ahead());
    count(counts, "running", status.running());
    count(counts, "queued", status.queued());
    return String.join(" ", counts);
  }

  private static void count(List<String> counts, String word, int number) {
    if (number > 0) {
      counts.add(word + "=" + number);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String yaml) {
    return new HashMap<>(YAML.unmarshal(yaml, Map.class));
  }
}
