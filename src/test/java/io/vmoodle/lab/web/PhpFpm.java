package io.vmoodle.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** php-fpm on a socket in its run's folder. */
public final class PhpFpm {
  /** How many requests it answers at a time. */
  public static final int WORKERS = 2;

  private PhpFpm() {}

  /**
   * Starts one that keeps no compiled code, so that tests may change it.
   *
   * @param settings more of php.ini, as {@code name=value}
   * @return its socket
   */
  public static Path start(WebRun run, String... settings) {
    var socket = run.path().resolve("php-fpm.sock");
    var file = run.path().resolve("php-fpm.conf");
    try {
      Files.writeString(
          file,
          """
          [global]
          error_log = %s
          log_limit = 4096
          [www]
          %s
          listen = %s
          listen.mode = 0666
          pm = static
          pm.max_children = %d
          catch_workers_output = yes
          decorate_workers_output = no
          """
              .formatted(
                  run.log("php-fpm"),
                  WebRun.ROOT ? "user = root\ngroup = root" : "",
                  socket,
                  WORKERS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = new ArrayList<>(List.of(WebProgram.PHP_FPM.path().toString(), "-F", "-R"));
    command.addAll(List.of("-y", file.toString(), "-d", "opcache.enable=0"));
    for (var setting : settings) {
      command.addAll(List.of("-d", setting));
    }
    run.start("php-fpm", command, () -> Files.exists(socket));
    return socket;
  }
}
