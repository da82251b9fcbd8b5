package io.vmoodle.operator.database;

import io.vmoodle.operator.api.Engine;
import java.util.regex.Pattern;

/**
 * Where a database server listens.
 *
 * @param engine what listens there
 * @param host a DNS name or IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record Endpoint(Engine engine, String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  /** Only what a host can be: the host becomes part of a JDBC URL, where more could set options. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]");

  /**
   * Checks host and port.
   *
   * @throws IllegalArgumentException when they cannot be a host and a port
   */
  public Endpoint {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "not a host name, IPv4 address or IPv6 address in brackets: " + host);
    }
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** The endpoint on the engine's default port, the only one that a registry row can express. */
  public static Endpoint of(Engine engine, String host) {
    return new Endpoint(engine, host, defaultPort(engine));
  }

  /** The port that Moodle uses when it is told none. */
  public static int defaultPort(Engine engine) {
    return switch (engine) {
      case MariaDB -> 3306;
      case PostgreSQL -> 5432;
    };
  }

  /** For messages, such as {@code MariaDB server db.example.edu:3306}. */
  @Override
  public String toString() {
    return engine + " server " + host + ":" + port;
  }
}
