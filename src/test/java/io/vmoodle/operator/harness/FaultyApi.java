package io.vmoodle.operator.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.vmoodle.lab.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A client of the test's API server that things happen to: its connections are cut, or requests of
 * its own choosing are answered by somebody else, with an error, in front of the API server.
 */
public final class FaultyApi implements AutoCloseable {
  private final TcpProxy way;
  private final HttpServer refusing;
  private final KubernetesClient client;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();

  private record Refusal(Pattern request, int code, AtomicInteger left) {
    boolean concerns(String line) {
      return request.matcher(line).find() && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0;
    }
  }

  private FaultyApi(Cluster cluster, HttpServer refusing) {
    this.refusing = refusing;
    refusing.createContext("/", FaultyApi::refuse);
    refusing.start();
    var config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    way = TcpProxy.to(URI.create(config.getMasterUrl()).getPort());
    config.setMasterUrl("https://127.0.0.1:%d/".formatted(way.port()));
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(
                builder -> builder.addOrReplaceInterceptor("faults", new Faults()))
            .build();
  }

  /** A client with an admin's rights, to which nothing happens yet. */
  public static FaultyApi of(Cluster cluster) {
    try {
      return new FaultyApi(
          cluster,
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client, for the operator. */
  public KubernetesClient client() {
    return client;
  }

  /** Ends all connections to the API server and refuses new ones, as when its process is gone. */
  public void stop() {
    way.cut();
  }

  /** Lets it be reached again. */
  public void start() {
    way.open();
  }

  /** How many requests were begun, retries and new watches included. */
  public int requests() {
    return requests.get();
  }

  /**
   * Has the next requests of a kind answered with an error.
   *
   * @param request is found in method and path, such as {@code PATCH .*\/status}
   */
  public void refuse(String request, int code, int times) {
    refusals.add(new Refusal(Pattern.compile(request), code, new AtomicInteger(times)));
  }

  /** How many of those are still to be refused. */
  public int left() {
    return refusals.stream().mapToInt(it -> it.left().get()).sum();
  }

  @Override
  public void close() {
    client.close();
    way.close();
    refusing.stop(0);
  }

  private final class Faults implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      requests.incrementAndGet();
      var line = request.method() + " " + request.uri().getPath();
      refusals.stream()
          .filter(refusal -> refusal.concerns(line))
          .findFirst()
          .ifPresent(
              refusal ->
                  builder.uri(
                      URI.create(
                          "http://127.0.0.1:%d/%d"
                              .formatted(refusing.getAddress().getPort(), refusal.code()))));
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      int code = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      if (code == 429) {
        exchange.getResponseHeaders().add("Retry-After", "1");
      }
      var body =
          """
          {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "%s",
           "message": "refused for a test", "code": %d}
          """
              .formatted(code == 409 ? "Conflict" : "TooManyRequests", code)
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
