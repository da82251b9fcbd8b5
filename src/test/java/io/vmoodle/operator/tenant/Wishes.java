package io.vmoodle.operator.tenant;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.platform.state.GatewayApi;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RoutesSeen;
import io.vmoodle.operator.tenant.facts.Wish;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wishes for tests: tenant hugo of platform academie, changed part by part. Specs are YAML, as
 * people write them; a change replaces whole fields of a spec.
 */
public record Wishes(
    String namespace,
    String uid,
    @Nullable Map<String, String> namespaceLabels,
    @Nullable String rotation,
    Map<String, Object> tenant,
    Map<String, Object> platform,
    Map<String, ServerHealth> servers,
    Set<ServiceRef> services,
    RoutesSeen routes,
    Map<String, ReleaseCode> codes) {
  public static final String HOME = "home";
  public static final String URL = "https://hugo.example.edu";
  public static final String DATABASE = "moodle_hugo";

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** A fresh Moodle in the platform's own namespace. */
  public static Wishes install() {
    return new Wishes(
        HOME,
        "uid-1",
        Map.of(),
        null,
        map(
            """
            platformRef: {name: academie}
            address: {host: hugo.example.edu}
            site: {fullName: Lycée Victor Hugo, shortName: hugo, description: A school}
            """),
        map(
            """
            main: {url: "https://moodle.example.edu", release: "4.4"}
            registry: {server: first, database: moodle_main}
            databaseServers:
              - {name: first, engine: MariaDB, host: mariadb.db.svc, admin: {credentialsSecretRef: {name: admin}}}
              - {name: second, engine: PostgreSQL, host: pg.db.svc, admin: {credentialsSecretRef: {name: admin}}}
            releases:
              - {name: "4.4", image: "registry.example.edu/moodle:4.4", service: {name: moodle-44}}
              - {name: "4.5", image: "registry.example.edu/moodle:4.5", service: {name: moodle-45}}
            defaultRelease: "4.4"
            storage: {claimName: moodledata, mountPath: /srv/moodledata}
            """),
        Map.of("first", ServerHealth.READY, "second", ServerHealth.READY),
        Set.of(new ServiceRef("moodle-44", 80), new ServiceRef("moodle-45", 80)),
        RoutesSeen.NOTHING,
        Map.of("4.4", code(true), "4.5", code(true)));
  }

  private static ReleaseCode code(boolean usable) {
    return new ReleaseCode(
        "2024042200.00", "4.4", "0a".repeat(20), Map.of(), Set.of(), Set.of(), true, usable);
  }

  /** The Moodle that is in database {@link #DATABASE} already. */
  public static Wishes existing() {
    return install()
        .platform("tenants: {adoption: Allowed}")
        .tenant(
            """
            source:
              type: Existing
              existing: {server: first, database: moodle_hugo, tablePrefix: m_, dataDir: /old/hugo}
            """);
  }

  public Wishes tenant(String yaml) {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        merged(tenant, yaml),
        platform,
        servers,
        services,
        routes,
        codes);
  }

  public Wishes platform(String yaml) {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        merged(platform, yaml),
        servers,
        services,
        routes,
        codes);
  }

  public Wishes in(String other) {
    return new Wishes(
        other, uid, namespaceLabels, rotation, tenant, platform, servers, services, routes, codes);
  }

  public Wishes labelled(String label, String value) {
    return new Wishes(
        namespace,
        uid,
        Map.of(label, value),
        rotation,
        tenant,
        platform,
        servers,
        services,
        routes,
        codes);
  }

  /** From a namespace whose labels the operator may not read. */
  public Wishes unlabelled() {
    return new Wishes(
        namespace, uid, null, rotation, tenant, platform, servers, services, routes, codes);
  }

  /** With a request for other credentials. */
  public Wishes rotation(String request) {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        request,
        tenant,
        platform,
        servers,
        services,
        routes,
        codes);
  }

  public Wishes uid(String another) {
    return new Wishes(
        namespace,
        another,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        servers,
        services,
        routes,
        codes);
  }

  public Wishes down(String server) {
    return troubled(server, new Finding(Reason.DatabaseUnavailable, server + " is down."));
  }

  /** Another server is found in the place of this one. */
  public Wishes replaced(String server) {
    return troubled(server, new Finding(Reason.IdentityChanged, server + " is identity-2."));
  }

  private Wishes troubled(String server, Finding problem) {
    var changed = new HashMap<>(servers);
    changed.put(server, new ServerHealth(problem));
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        changed,
        services,
        routes,
        codes);
  }

  /** The platform does not have the server any more. */
  public Wishes without(String server) {
    var changed = new HashMap<>(servers);
    changed.remove(server);
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        changed,
        services,
        routes,
        codes);
  }

  public Wishes withoutServices() {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        servers,
        Set.of(),
        routes,
        codes);
  }

  /** What a look at the platform's routes found. */
  public Wishes gatewayApi(GatewayApi api) {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        servers,
        services,
        new RoutesSeen(api, Map.of()),
        codes);
  }

  /** The code of no release was read yet. */
  public Wishes withoutCodes() {
    return codes(Map.of());
  }

  /** The code of release 4.4 was read, and its scripts do not work. */
  public Wishes unusable() {
    return codes(Map.of("4.4", code(false)));
  }

  private Wishes codes(Map<String, ReleaseCode> known) {
    return new Wishes(
        namespace,
        uid,
        namespaceLabels,
        rotation,
        tenant,
        platform,
        servers,
        services,
        routes,
        known);
  }

  public Wish wish() {
    return knownAs(null);
  }

  /** The wish of a resource whose status says that it has this id. */
  public Wish knownAs(@Nullable String id) {
    return new Wish(
        new ResourceID("hugo", namespace),
        uid,
        namespaceLabels,
        id,
        null,
        YAML.convertValue(tenant, TenantSpec.class),
        rotation,
        new PlatformFacts(
            HOME,
            "academie",
            YAML.convertValue(platform, PlatformSpec.class),
            false,
            servers,
            services,
            routes,
            codes,
            RolloutPlan.EVERYBODY));
  }

  private static Map<String, Object> merged(Map<String, Object> spec, String yaml) {
    var all = new HashMap<>(spec);
    all.putAll(map(yaml));
    return all;
  }

  @SuppressWarnings("unchecked") // YAML's mappings have strings for keys here
  private static Map<String, Object> map(String yaml) {
    return YAML.unmarshal(yaml, Map.class);
  }
}
