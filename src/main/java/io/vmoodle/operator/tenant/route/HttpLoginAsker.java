package io.vmoodle.operator.tenant.route;

import io.vmoodle.operator.routing.LoginAnswer;
import io.vmoodle.operator.routing.LoginRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

/**
 * Asks for login pages by plain HTTP. Of an answer only the head is read, no redirect is followed,
 * and no thread waits: a Service that is silent costs a connection until the time is over.
 */
public final class HttpLoginAsker implements LoginAsker, AutoCloseable {
  /**
   * The JDK's client sends a Host of one's own only where this property says so, which it reads
   * once: it has to be set before anything of it is loaded.
   */
  private static final String RESTRICTED = "jdk.httpclient.allowRestrictedHeaders";

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A Moodle whose caches are empty takes some seconds for its first page. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .executor(threads)
          .build();

  /** Has the JDK's client take a Host header; to be called before the first one is made. */
  public static void allowHostHeader() {
    System.setProperty(RESTRICTED, "host");
  }

  @Override
  public CompletableFuture<LoginAnswer> ask(LoginRequest request) {
    // Names are resolved in the thread that sends.
    return CompletableFuture.completedFuture(http(request))
        .thenComposeAsync(it -> client.sendAsync(it, head -> new NoBody()), threads)
        .thenApply(HttpLoginAsker::answer);
  }

  private static HttpRequest http(LoginRequest request) {
    return HttpRequest.newBuilder(request.uri())
        .timeout(ANSWER)
        .header("Host", request.host())
        .header("X-Forwarded-Proto", request.scheme())
        .header("User-Agent", "vmoodle-operator")
        .GET()
        .build();
  }

  private static LoginAnswer answer(HttpResponse<Void> response) {
    return new LoginAnswer(
        response.statusCode(),
        response.headers().firstValue("Location").orElse(null),
        response.headers().firstValue("Retry-After").orElse(null));
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  /** Takes nothing of a body, however long it is, and ends its connection. */
  private static final class NoBody implements BodySubscriber<Void> {
    private final CompletableFuture<Void> taken = new CompletableFuture<>();

    @Override
    public CompletionStage<Void> getBody() {
      return taken;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      taken.complete(null);
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable failure) {
      taken.complete(null);
    }

    @Override
    public void onComplete() {
      taken.complete(null);
    }
  }
}
