package io.vmoodle.operator.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few pages over HTTP, for probes and for Prometheus. GET and HEAD only. */
public final class HttpPages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPages.class);

  /** A page that says something else each time. */
  @FunctionalInterface
  public interface Page {
    /** What it says now. */
    Answer answer();
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Page> pages;

  private HttpPages(HttpServer server, ExecutorService threads, Map<String, Page> pages) {
    this.server = server;
    this.threads = threads;
    this.pages = pages;
  }

  /**
   * Serves pages until it is closed.
   *
   * @param address where; port 0 is any that is free
   * @param pages by path; every other path is 404
   * @throws UncheckedIOException if the address cannot be used
   */
  public static HttpPages serve(InetSocketAddress address, Map<String, Page> pages) {
    try {
      var server = HttpServer.create(address, 0);
      // A probe is answered however many slow readers there are.
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      var served = new HttpPages(server, threads, Map.copyOf(pages));
      server.setExecutor(threads);
      server.createContext("/", served::handle);
      server.start();
      return served;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Health and metrics cannot be served at %s: %s".formatted(address, e.getMessage()), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) {
    var page = pages.get(exchange.getRequestURI().getPath());
    if (page == null) {
      return Answer.text(404, "not found");
    }
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "only GET and HEAD");
    }
    try {
      return page.answer();
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("path", exchange.getRequestURI().getPath())
          .log("A page failed");
      return Answer.text(500, "failed; the log says why");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
