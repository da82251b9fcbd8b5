package io.vmoodle.operator.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPagesIT {
  private final HttpPages pages =
      HttpPages.serve(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Map.of(
              "/livez",
              () -> Answer.text(200, "ok"),
              "/readyz",
              () -> Answer.text(503, "starting"),
              "/broken",
              () -> {
                throw new IllegalStateException("a secret");
              }));

  @AfterEach
  void close() {
    pages.close();
  }

  private HttpResponse<String> request(String method, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d%s".formatted(pages.address().getPort(), path)))
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void answersWithStatusAndText() throws IOException, InterruptedException {
    var ready = request("GET", "/readyz");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("starting\n");
    assertThat(ready.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void answersHeadWithoutText() throws IOException, InterruptedException {
    var live = request("HEAD", "/livez");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).isEmpty();
  }

  @Test
  void hasNoOtherPages() throws IOException, InterruptedException {
    assertThat(request("GET", "/").statusCode()).isEqualTo(404);
    assertThat(request("GET", "/livez/more").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesToBeWritten() throws IOException, InterruptedException {
    assertThat(request("POST", "/livez").statusCode()).isEqualTo(405);
  }

  @Test
  void tellsNothingOfWhyAPageFailed() throws IOException, InterruptedException {
    var broken = request("GET", "/broken");

    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret");
  }

  @Test
  void saysWhichAddressIsTaken() {
    assertThatThrownBy(() -> HttpPages.serve(pages.address(), Map.of()).close())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(String.valueOf(pages.address().getPort()));
  }
}
