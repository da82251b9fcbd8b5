package io.vmoodle.lab.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.ledger.Migrations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Does for tenants what the operator does, from beginning to end and without looking: the same
 * client libraries, as many at a time, the same objects and statements, no controller.
 */
final class BareWriter implements AutoCloseable {
  /** As many as the operator works on by default, and connections as its pools have. */
  static final int AT_A_TIME = 32;

  private static final int CONNECTIONS = 8;
  private static final String MANAGER = "bare-writer";

  private final KubernetesClient client;
  private final Pattern pattern;
  private final HikariDataSource registryPool;
  private final HikariDataSource serverPool;
  private final BareLedger ledger;
  private final BareDatabases databases;
  private final List<BareTenant> written = Collections.synchronizedList(new ArrayList<>());

  private BareWriter(
      KubernetesClient client,
      Pattern pattern,
      HikariDataSource registryPool,
      HikariDataSource serverPool,
      BareLedger ledger,
      BareDatabases databases) {
    this.client = client;
    this.pattern = pattern;
    this.registryPool = registryPool;
    this.serverPool = serverPool;
    this.ledger = ledger;
    this.databases = databases;
  }

  /** Connects, and makes the ledger that its tenants are noted in. */
  static BareWriter at(KubernetesClient client, Site site, Pattern pattern) throws SQLException {
    var engine = site.engine();
    var registryPool = pool(engine, engine == Engine.MariaDB ? "" : site.registry());
    var serverPool = engine == Engine.MariaDB ? registryPool : pool(engine, "");
    new Migrations(
            new Endpoint(engine, "127.0.0.1", Engines.lab(engine).port()),
            registryPool::getConnection,
            "bare-writer")
        .migrate();
    var ledger = BareLedger.open(registryPool, site);
    return new BareWriter(
        client, pattern, registryPool, serverPool, ledger, new BareDatabases(engine, serverPool));
  }

  private static HikariDataSource pool(Engine engine, String database) {
    var config = new HikariConfig();
    config.setJdbcUrl(Engines.lab(engine).jdbcUrl(database));
    config.setUsername(DatabaseLab.ADMIN);
    config.setPassword(DatabaseLab.ADMIN_PASSWORD);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(Duration.ofMinutes(2).toMillis());
    return new HikariDataSource(config);
  }

  /** Creates the tenants and makes them true; returns how long it took. */
  Duration run(Batch batch) {
    var begin = System.nanoTime();
    Parallel.each(batch.tenants(), AT_A_TIME, manifest -> write(manifest, batch.existing()));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void write(VirtualMoodle manifest, boolean existing) throws SQLException {
    var uid = client.resource(BareMoodle.like(manifest)).create().getMetadata().getUid();
    var metadata = manifest.getMetadata();
    var tenant =
        new BareTenant(
            id(uid),
            metadata.getNamespace(),
            metadata.getName(),
            uid,
            Integer.parseInt(metadata.getName().substring(1)),
            existing);
    addFinalizer(tenant);
    ledger.claim(tenant);
    var objects = pattern.objectsOf(tenant);
    objects.stream()
        .filter(object -> object.getKind().equals("Secret"))
        .forEach(secret -> client.resource(secret).create());
    if (existing) {
      databases.read(tenant);
      ledger.markInstalled(tenant);
      ledger.adoptRow(tenant);
    } else {
      databases.create(tenant);
      ledger.insertRow(tenant);
    }
    for (var object : objects) {
      switch (object) {
        case Ingress ingress -> route(ingress);
        default -> {
          if (!object.getKind().equals("Secret")) {
            client.resource(object).create();
          }
        }
      }
    }
    say(tenant);
    written.add(tenant);
  }

  /** Those that were written. */
  List<BareTenant> written() {
    return List.copyOf(written);
  }

  /** {@link BareDatabases#copy}. */
  void copy(BareTenant tenant) throws SQLException {
    databases.copy(tenant);
  }

  /** Turns row and route of a tenant to the other release. */
  void switchRelease(BareTenant tenant) throws SQLException {
    ledger.switchRelease(tenant);
    for (var object : pattern.objectsOf(tenant)) {
      if (object instanceof Ingress ingress) {
        for (var rule : ingress.getSpec().getRules()) {
          rule.getHttp()
              .getPaths()
              .forEach(path -> path.getBackend().getService().setName("moodle-45"));
        }
        route(ingress);
      }
    }
  }

  private void route(Ingress ingress) {
    client.resource(ingress).fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  /** Writes a tenant's status. */
  void say(BareTenant tenant) {
    client
        .resource(pattern.statusOf(tenant))
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withForce(true)
                .build());
  }

  private void addFinalizer(BareTenant tenant) {
    var only = new BareMoodle();
    only.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(tenant.namespace())
            .withName(tenant.name())
            .withFinalizers(List.of("vmoodle.io/bare"))
            .build());
    client.resource(only).fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  private static String id(String uid) {
    var random = new Random(uid.hashCode() * 31L + System.nanoTime());
    var id = new StringBuilder("x");
    for (int i = 1; i < 10; i++) {
      id.append((char) ('a' + random.nextInt(26)));
    }
    return id.toString();
  }

  @Override
  public void close() {
    registryPool.close();
    serverPool.close();
  }
}
