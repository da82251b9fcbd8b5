package io.vmoodle.operator.tenant.route;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.routing.LoginAnswer;
import io.vmoodle.operator.routing.LoginRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What really goes over the wire. */
class HttpLoginAskerTest {
  private final HttpLoginAsker asker = new HttpLoginAsker();

  @AfterEach
  void close() {
    asker.close();
  }

  @Test
  void itsHostIsTheTenantsAndNothingElseOfTheAnswerIsRead() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // A page without an end: whoever reads it waits for ever.
      var heard =
          answered(
              server,
              "HTTP/1.1 303 See Other\r\nLocation: /hugo/x\r\nContent-Length: 1000000\r\n\r\n<html>");

      var answer = asker.ask(to(server)).get(10, SECONDS);

      assertThat(answer).isEqualTo(new LoginAnswer(303, "/hugo/x", null));
      assertThat(heard.get(10, SECONDS))
          .startsWith("GET /hugo/login/index.php HTTP/1.1")
          .contains("Host: moodle.example.edu:8443", "X-Forwarded-Proto: https")
          .noneMatch(line -> line.startsWith("Cookie") || line.startsWith("Authorization"));
    }
  }

  @Test
  void noAnswerIsAFailure() throws Exception {
    LoginRequest request;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      request = to(server);
    }

    assertThatThrownBy(() -> asker.ask(request).get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  private static LoginRequest to(ServerSocket server) {
    return LoginRequest.of(
        "https://moodle.example.edu:8443/hugo", "127.0.0.1:" + server.getLocalPort());
  }

  private static CompletableFuture<List<String>> answered(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = server.accept();
              var in =
                  new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            var lines = new ArrayList<String>();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
              lines.add(line);
            }
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            // Open until the other side goes.
            while (in.read() >= 0) {}
            return lines;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
