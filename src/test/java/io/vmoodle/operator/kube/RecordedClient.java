package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.vmoodle.lab.cluster.Cluster;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A client that remembers what it asked of the API server, and lets a test act in between. */
public final class RecordedClient implements Interceptor, AutoCloseable {
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> beforeNextWrite = new AtomicReference<>(() -> {});
  private final KubernetesClient client;

  /** Opens a client with the admin's rights. */
  public RecordedClient(Cluster cluster) {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .withHttpClientBuilderConsumer(it -> it.addOrReplaceInterceptor("recorded", this))
            .build();
  }

  /** The client. */
  public KubernetesClient client() {
    return client;
  }

  /** The HTTP methods that were asked for since the last call, in order. */
  public List<String> methods() {
    var asked = List.copyOf(methods);
    methods.clear();
    return asked;
  }

  /** Runs something once, between what was read before and the next write. */
  public void beforeNextWrite(Runnable action) {
    beforeNextWrite.set(action);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    methods.add(request.method());
    if (!request.method().equals("GET")) {
      beforeNextWrite.getAndSet(() -> {}).run();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
