package io.vmoodle.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The web servers whose set-up is documented, each run with that very file. */
public enum WebServer {
  /** nginx with docs/serving/nginx.conf. */
  NGINX {
    @Override
    List<String> command(WebRun run, Path code, Path php, int port) throws IOException {
      var rules =
          docs("nginx.conf", code, php)
              .replace("listen 8080 ", "listen 127.0.0.1:%d ".formatted(port));
      var file = run.path().resolve("nginx.conf");
      var temporary =
          Stream.of("client_body", "fastcgi", "proxy", "uwsgi", "scgi")
              .map(kind -> "%s_temp_path %s;".formatted(kind, run.folder("nginx-" + kind)))
              .collect(Collectors.joining("\n"));
      Files.writeString(
          file,
          """
          %s
          pid %s;
          error_log stderr notice;
          worker_processes 1;
          events {}
          http {
          include /etc/nginx/mime.types;
          access_log %s;
          %s
          %s
          }
          """
              .formatted(
                  WebRun.ROOT ? "user root;" : "",
                  run.path().resolve("nginx.pid"),
                  run.log("nginx-access"),
                  temporary,
                  rules));
      return List.of(
          WebProgram.NGINX.path().toString(),
          "-c",
          file.toString(),
          "-e",
          "stderr",
          "-g",
          "daemon off;");
    }
  },

  /** Apache with docs/serving/apache.conf. */
  APACHE {
    @Override
    List<String> command(WebRun run, Path code, Path php, int port) throws IOException {
      var rules = docs("apache.conf", code, php).replace("*:8080", "127.0.0.1:" + port);
      var modules =
          Stream.of(
                  "mpm_event",
                  "authz_core",
                  "dir",
                  "headers",
                  "mime",
                  "proxy",
                  "proxy_fcgi",
                  "rewrite")
              .map("LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so"::formatted)
              .collect(Collectors.joining("\n"));
      var file = run.path().resolve("apache.conf");
      Files.writeString(
          file,
          """
          ServerRoot %1$s
          PidFile %1$s/apache.pid
          DefaultRuntimeDir %1$s
          Listen 127.0.0.1:%2$d
          ServerName localhost
          ErrorLog /dev/stderr
          %3$s
          TypesConfig /etc/mime.types
          %4$s
          %5$s
          """
              .formatted(
                  run.path(),
                  port,
                  modules,
                  WebRun.ROOT ? "User www-data\nGroup www-data" : "",
                  rules));
      return List.of(
          WebProgram.APACHE.path().toString(), "-D", "FOREGROUND", "-f", file.toString());
    }
  };

  abstract List<String> command(WebRun run, Path code, Path php, int port) throws IOException;

  /**
   * Starts it.
   *
   * @param code the folder to serve
   * @param php socket of php-fpm
   * @return its port on 127.0.0.1
   */
  public int start(WebRun run, Path code, Path php) {
    int port = WebRun.freePort();
    try {
      run.start(
          name().toLowerCase(Locale.ROOT), command(run, code, php, port), () -> listens(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return port;
  }

  private static String docs(String file, Path code, Path php) throws IOException {
    return Files.readString(Path.of("docs/serving", file))
        .replace("/var/www/html", code.toString())
        .replace("/run/php/php-fpm.sock", php.toString());
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
