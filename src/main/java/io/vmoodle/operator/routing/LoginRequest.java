package io.vmoodle.operator.routing;

import java.net.URI;
import java.util.Objects;

/**
 * How a tenant's login page is asked for at a Service, past ingress controller and DNS: as one of
 * these would ask for a visitor.
 *
 * @param address host and port that is connected to
 * @param host the Host header: the tenant's host, with the port that its URL has
 * @param path of the login page, below the tenant's sub-path
 * @param scheme of the tenant's URL, said as {@code X-Forwarded-Proto}, without which Moodle sends
 *     visitors of https from one page to the same again
 */
public record LoginRequest(String address, String host, String path, String scheme) {
  /** Moodle's, in all versions. */
  private static final String LOGIN_PAGE = "/login/index.php";

  /**
   * The request.
   *
   * @param url the tenant's root URL
   * @param address host and port to connect to
   */
  public static LoginRequest of(String url, String address) {
    var root = URI.create(url);
    return new LoginRequest(
        address,
        root.getRawAuthority(),
        Objects.requireNonNullElse(root.getRawPath(), "") + LOGIN_PAGE,
        root.getScheme());
  }

  /** Where a release's Service is found by pods of the cluster. */
  public static String addressOf(Backend backend, String namespace) {
    return "%s.%s.svc:%d".formatted(backend.service(), namespace, backend.port());
  }

  /** What is connected to. */
  public URI uri() {
    return URI.create("http://" + address + path);
  }

  /** The root URL of the tenant that it is for. */
  String root() {
    return scheme + "://" + host + path.substring(0, path.length() - LOGIN_PAGE.length());
  }
}
