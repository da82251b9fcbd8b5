package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.NamedWay;
import io.vmoodle.operator.harness.TcpProxy;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names at which pods find this machine's database servers: those of the examples, {@code
 * mariadb.databases.svc} and {@code postgresql.databases.svc}.
 */
final class DatabaseNames implements AutoCloseable {
  private static final String NAMESPACE = "databases";

  private final Map<Engine, TcpProxy> ways = new EnumMap<>(Engine.class);

  /** Makes the names; the servers run. */
  static DatabaseNames in(PodCluster cluster) {
    var names = new DatabaseNames();
    cluster
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    for (var engine : Engine.values()) {
      names.add(cluster, engine, Engines.lab(engine));
    }
    return names;
  }

  private void add(PodCluster cluster, Engine engine, DatabaseLab server) {
    var way = TcpProxy.at(cluster.hostAddress(), server.port());
    ways.put(engine, way);
    NamedWay.create(
        cluster.client(), NAMESPACE, engine.name().toLowerCase(Locale.ROOT), engine, way);
  }

  @Override
  public void close() {
    ways.values().forEach(TcpProxy::close);
  }
}
