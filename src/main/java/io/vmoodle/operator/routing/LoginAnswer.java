package io.vmoodle.operator.routing;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to a {@link LoginRequest}. Of an answer only status and a few headers are read:
 * what a page says is nobody's but its visitors'.
 *
 * @param status the HTTP status
 * @param location the header of that name; null without one
 * @param retryAfter the header of that name; null without one
 */
public record LoginAnswer(int status, @Nullable String location, @Nullable String retryAfter) {
  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int ERRORS = 400;
  private static final int UNAVAILABLE = 503;

  /** The operator's boot asks visitors to come again after so many seconds. */
  private static final String OF_THE_BOOT = "30";

  /**
   * Why this is not the tenant's Moodle; empty if it is.
   *
   * @param mainUrl the main Moodle's root URL
   */
  public Optional<Finding> problem(LoginRequest request, String mainUrl) {
    if (status >= OK && status < REDIRECTS) {
      return Optional.empty();
    }
    if (status >= REDIRECTS && status < ERRORS) {
      return location == null ? Optional.of(other(request)) : redirect(request, mainUrl, location);
    }
    return Optional.of(status == UNAVAILABLE ? unavailable(request) : other(request));
  }

  /**
   * Moodle sends its visitors on: to its own pages, or to where the school's people log in. To the
   * main Moodle it sends whom it takes for a visitor of that.
   */
  private static Optional<Finding> redirect(LoginRequest request, String mainUrl, String location) {
    var target = target(request, location);
    if (target.isEmpty()) {
      return Optional.of(
          notServed(
              request,
              "it sends visitors to somewhere that is no address",
              "Look at the code base's config.php"));
    }
    var own = isWithin(target.get(), URI.create(request.root()));
    return own || !isWithin(target.get(), URI.create(mainUrl))
        ? Optional.empty()
        : Optional.of(
            notServed(
                request,
                "it sends visitors to the main Moodle",
                "The code base's config.php has to include the boot before lib/setup.php"));
  }

  private static Optional<URI> target(LoginRequest request, String location) {
    try {
      return Optional.of(URI.create(request.root() + "/login/").resolve(location));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isWithin(URI page, URI root) {
    var host = page.getHost();
    var path = root.getRawPath();
    return host != null
        && host.equalsIgnoreCase(root.getHost())
        && (page.getRawPath() + "/").startsWith(path + "/");
  }

  private Finding unavailable(LoginRequest request) {
    if (OF_THE_BOOT.equals(retryAfter)) {
      return notServed(
          request,
          "the boot refuses it with status 503",
          "The web pods' log says why: another release than the tenant's database is on, or no registry");
    }
    return new Finding(
        Reason.InMaintenance,
        "%s answers status 503 for %s: its Moodle is under maintenance, or its web server has no PHP. End the maintenance, or look at the web pods; it is asked again by itself."
            .formatted(request.address(), request.root()));
  }

  private Finding other(LoginRequest request) {
    return notServed(
        request,
        "it answers status " + status,
        status == 404 || status == 421
            ? "The web pods have to include the boot, read this platform's registry, and have the rules of docs/serving"
            : "Look at the log of the web pods");
  }

  private static Finding notServed(LoginRequest request, String what, String todo) {
    return new Finding(
        Reason.NotServed,
        "The route is stored, but %s does not serve %s: %s. %s; it is asked again by itself."
            .formatted(request.address(), request.root(), what, todo));
  }

  /** Why there was no answer. */
  public static Finding none(LoginRequest request, String why) {
    return new Finding(
        Reason.ProbeFailed,
        "The route is stored, but the operator gets no answer from %s: %s. Start the web pods of the release, let the operator reach them, or set routing.probe.enabled to false; it is asked again by itself."
            .formatted(request.address(), why));
  }
}
