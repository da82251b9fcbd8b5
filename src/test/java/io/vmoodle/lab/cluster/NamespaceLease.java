package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace that exists from its first use until this is closed. */
final class NamespaceLease implements AutoCloseable {
  private static final int READABLE = 40;

  private final Cluster cluster;
  private final TestNamespace namespace;

  private NamespaceLease(Cluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Creates one whose name tells which class it is for. */
  static NamespaceLease create(Cluster cluster, Class<?> testClass) {
    var readable = testClass.getSimpleName().toLowerCase(Locale.ROOT);
    var name =
        "test-%s-%05x"
            .formatted(
                readable.substring(0, Math.min(READABLE, readable.length())),
                ThreadLocalRandom.current().nextInt(1 << 20));
    var manifest = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    cluster.client().resource(manifest).create();
    return new NamespaceLease(cluster, new TestNamespace(name));
  }

  TestNamespace namespace() {
    return namespace;
  }

  @Override
  public void close() {
    namespace.giveBack(cluster);
  }
}
