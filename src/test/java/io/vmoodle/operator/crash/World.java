package io.vmoodle.operator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside of the operator, as a site's tenants find it: API server, ledger, registry,
 * database server.
 */
record World(
    Site site,
    Map<String, VirtualMoodle> resources,
    List<Recorded> ledger,
    List<List<String>> claims,
    Set<String> kept,
    List<Row> rows,
    Servers servers,
    Map<String, Secret> secrets,
    List<Ingress> ingresses,
    List<HTTPRoute> httpRoutes,
    Set<String> subPaths,
    List<Event> events) {
  /** A tenant in the ledger. */
  record Recorded(String id, String name, String state, String database, String login) {}

  /** A registry row. */
  record Row(String url, String login, String password, String database) {
    @Override
    public String toString() {
      return url;
    }
  }

  static World of(Site site) throws SQLException {
    var client = site.client();
    var namespace = site.namespace();
    return new World(
        site,
        site.resources(),
        ledger(site),
        Answer.of(
            site.lab(),
            site.registry(),
            "SELECT c.tenant_id, c.kind, c.value FROM vmoodle_operator.claim c"
                + " JOIN vmoodle_operator.platform p ON p.id = c.platform_id WHERE p.ns = '%s'"
                    .formatted(namespace)),
        kept(site),
        Answer.of(
                site.lab(),
                site.registry(),
                "SELECT vhostname, vdblogin, vdbpass, vdbname FROM mdl_local_vmoodle")
            .stream()
            .map(row -> new Row(row.get(0), row.get(1), row.get(2), row.get(3)))
            .toList(),
        Servers.of(site.engine()),
        client.secrets().inNamespace(namespace).list().getItems().stream()
            .collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it)),
        client.resources(Ingress.class).inNamespace(namespace).list().getItems(),
        client.resources(HTTPRoute.class).inNamespace(namespace).list().getItems(),
        subPaths(site),
        client.v1().events().inNamespace(namespace).list().getItems());
  }

  private static List<Recorded> ledger(Site site) throws SQLException {
    return Answer.of(
            site.lab(),
            site.registry(),
            "SELECT t.id, t.name, t.state, t.database_name, t.login FROM vmoodle_operator.tenant t"
                + " JOIN vmoodle_operator.platform p ON p.id = t.platform_id WHERE p.ns = '%s'"
                    .formatted(site.namespace()))
        .stream()
        .map(row -> new Recorded(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
        .toList();
  }

  /** Databases beside those that tenants have, of which the ledger knows. */
  private static Set<String> kept(Site site) throws SQLException {
    return Answer.of(
            site.lab(),
            site.registry(),
            "SELECT tenant_id, generation FROM vmoodle_operator.kept_database")
        .stream()
        .map(row -> "vm_%s_%s".formatted(row.get(0), row.get(1)))
        .collect(Collectors.toSet());
  }

  private static Set<String> subPaths(Site site) {
    var names =
        site.client()
            .configMaps()
            .inNamespace(site.namespace())
            .withName("academie-subpaths")
            .get();
    return names == null
        ? Set.of()
        : Objects.requireNonNullElse(names.getData().get("names"), "")
            .lines()
            .collect(Collectors.toSet());
  }

  /** The ids of the ledger's tenants by their names. */
  Map<String, String> ids() {
    return ledger.stream().collect(Collectors.toMap(Recorded::name, Recorded::id));
  }

  /** What there is of a tenant. */
  Portrait portrait(Tenant tenant) {
    var recorded = ledger.stream().filter(it -> it.name().equals(tenant.name())).findFirst();
    var id = recorded.map(Recorded::id).orElse("");
    var database =
        tenant.source() == Source.INSTALL
            ? recorded.map(Recorded::database).orElse("")
            : tenant.existingDatabase();
    var locked =
        tenant.source() == Source.INSTALL
            ? recorded.map(it -> servers.logins().get(it.login())).orElse(null)
            : null;
    var resource = resources.get(tenant.name());
    return new Portrait(
        resource == null ? "" : Site.reason(resource),
        recorded.map(Recorded::state).orElse(""),
        claims.stream()
            .filter(claim -> claim.get(0).equals(id))
            .map(claim -> claim.get(1))
            .collect(Collectors.toSet()),
        (int) rowsOf(tenant),
        servers.databases().contains(database) && leftovers(id, database).isEmpty(),
        locked == null ? "" : locked ? "locked" : "open",
        secrets.containsKey(secret(id)),
        tenant.subPath() ? subPathRoute(tenant) : hostRoute(id),
        logsIn(tenant, id, database));
  }

  private Set<String> leftovers(String id, String database) {
    return servers.databases().stream()
        .filter(it -> it.startsWith("vm_" + id + "_") && !it.equals(database) && !kept.contains(it))
        .collect(Collectors.toSet());
  }

  private long rowsOf(Tenant tenant) {
    return rows.stream().filter(row -> row.url().equals(tenant.url())).count();
  }

  private String hostRoute(String id) {
    return ingresses.stream()
        .filter(it -> it.getMetadata().getName().equals("vm-" + id))
        .findFirst()
        .map(it -> availability(it, "/"))
        .orElse("");
  }

  private String subPathRoute(Tenant tenant) {
    var route =
        ingresses.stream()
            .filter(it -> it.getMetadata().getName().startsWith("academie-main"))
            .map(it -> availability(it, "/" + tenant.name()))
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse("");
    return route.isEmpty() == subPaths.contains(tenant.name()) ? "names differ" : route;
  }

  private static String availability(Ingress ingress, String path) {
    return ingress.getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .filter(it -> it.getPath().equals(path))
        .map(HTTPIngressPath::getBackend)
        .findFirst()
        .map(
            backend ->
                switch (backend.getService().getName()) {
                  case "moodle-44" -> "serving";
                  case "moodle-45" -> "serving 4.5";
                  default -> "unavailable";
                })
        .orElse("");
  }

  private boolean logsIn(Tenant tenant, String id, String database) {
    var row = rows.stream().filter(it -> it.url().equals(tenant.url())).findFirst();
    if (row.isEmpty() || !row.get().database().equals(database)) {
      return false;
    }
    var known = List.of(row.get().login(), row.get().password());
    if (secrets.containsKey(secret(id)) && !credentials(secrets.get(secret(id))).equals(known)) {
      return false;
    }
    try (var connection = site.lab().connect(database, row.get().login(), row.get().password())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private static List<String> credentials(@Nullable Secret secret) {
    return secret == null
        ? List.of()
        : Stream.of("username", "password")
            .map(key -> secret.getData().getOrDefault(key, ""))
            .map(value -> new String(Base64.getDecoder().decode(value), UTF_8))
            .toList();
  }

  private static String secret(String id) {
    return "vm-%s-db".formatted(id);
  }

  /** Rows, Secrets, routes and claims that are nobody's. */
  Set<String> strays(Set<String> urls) {
    var ids = Set.copyOf(ids().values());
    var names =
        ids.stream()
            .flatMap(
                id ->
                    Stream.of(
                        "vm-" + id,
                        secret(id),
                        "vm-%s-admin".formatted(id),
                        "vm-%s-install".formatted(id)))
            .collect(Collectors.toSet());
    var strays =
        rows.stream().map(Row::url).filter(url -> !urls.contains(url)).collect(Collectors.toSet());
    secrets.keySet().stream()
        .filter(name -> name.startsWith("vm-") && !names.contains(name))
        .forEach(strays::add);
    ingresses.stream()
        .map(it -> it.getMetadata().getName())
        .filter(name -> name.startsWith("vm-") && !names.contains(name))
        .forEach(strays::add);
    httpRoutes.forEach(it -> strays.add("HTTPRoute " + it.getMetadata().getName()));
    claims.stream()
        .filter(claim -> !ids.contains(claim.getFirst()))
        .forEach(claim -> strays.add(claim.toString()));
    return strays;
  }

  /** To serve again after an upgrade, or with another row, is news each time. */
  private static String what(Event event) {
    var tenant = event.getInvolvedObject().getName();
    var again = Scenario.UPGRADES.stream().anyMatch(it -> it.isOf(tenant));
    return (again || Scenario.LOST_ROW.isOf(tenant)) && event.getReason().equals("Ready")
        ? event.getReason() + event.getMessage()
        : event.getReason();
  }

  /** Events that are there twice, or were counted more often than processes ran. */
  Set<String> multipliedEvents(int processes) {
    var seen = new java.util.HashSet<String>();
    return events.stream()
        // What fails again is said again.
        .filter(event -> !event.getInvolvedObject().getName().startsWith(Site.FAILING))
        .filter(
            event ->
                Objects.requireNonNullElse(event.getCount(), 1) > processes
                    || !seen.add(event.getInvolvedObject().getUid() + what(event)))
        .map(event -> event.getInvolvedObject().getName() + " " + event.getReason())
        .collect(Collectors.toSet());
  }
}
