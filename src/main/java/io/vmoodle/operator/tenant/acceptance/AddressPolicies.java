package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.HostGrant;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SelectorMatch;
import io.vmoodle.operator.moodle.ReservedPaths;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses a tenant may have. */
public final class AddressPolicies {
  /** Length of the registry's column {@code vhostname}. */
  private static final int MAX_URL = 255;

  private static final Pattern SUB_PATH = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,240}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?[.])+[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  private AddressPolicies() {}

  /** The API server sees to that, but a resource may be older than its rules. */
  static Optional<Finding> wellFormed(AcceptanceRequest request) {
    var host = request.spec().address().host();
    var subPath = request.spec().address().subPath();
    if ((host == null) == (subPath == null)) {
      return refusal(
          Reason.UnsupportedValue,
          "Exactly one of address.host and address.subPath must be given. Make another tenant: an address cannot be changed.");
    }
    if (host != null && !HOST.matcher(host).matches()) {
      return refusal(
          Reason.UnsupportedValue,
          "address.host must be a full, lower-case DNS name without a dot at the end. Make another tenant: an address cannot be changed.");
    }
    if (subPath != null && !SUB_PATH.matcher(subPath).matches()) {
      return refusal(
          Reason.UnsupportedValue,
          "address.subPath must be one path element of lower-case letters, digits and '-'. Make another tenant: an address cannot be changed.");
    }
    return Optional.empty();
  }

  static Optional<Finding> subPathAllowed(AcceptanceRequest request) {
    var subPath = request.spec().address().subPath();
    if (subPath == null) {
      return Optional.empty();
    }
    if (!request.platform().tenants().allowSubPaths()) {
      return refusal(
          Reason.SubPathsNotAllowed,
          "The platform takes no tenants on sub-paths (tenants.allowSubPaths is false). Ask the platform's owner to allow sub-paths, or make another tenant with address.host: an address cannot be changed.");
    }
    if (ReservedPaths.isReserved(subPath)) {
      return refusal(
          Reason.AddressReserved,
          "Sub-path %s is a folder of Moodle's own code. Make another tenant with another address.subPath: an address cannot be changed."
              .formatted(subPath));
    }
    return Optional.empty();
  }

  static Optional<Finding> notTheMainMoodles(AcceptanceRequest request) {
    var host = request.spec().address().host();
    var main = URI.create(request.platform().main().url()).getHost();
    return host != null && host.toLowerCase(Locale.ROOT).equals(main.toLowerCase(Locale.ROOT))
        ? refusal(
            Reason.AddressReserved,
            "Host %s is the main Moodle's. Make another tenant with another address.host: an address cannot be changed."
                .formatted(host))
        : Optional.empty();
  }

  static Optional<Finding> hostGranted(AcceptanceRequest request) {
    var host = request.spec().address().host();
    if (host == null || request.atHome()) {
      return Optional.empty();
    }
    var grants =
        request.platform().tenants().hosts().stream().filter(grant -> covers(grant, host)).toList();
    if (grants.stream().anyMatch(grant -> isTo(grant, request))) {
      return Optional.empty();
    }
    return request.namespaceLabels() == null && !grants.isEmpty()
        ? refusal(
            Reason.HostNotGranted,
            "The platform grants host %s by the labels of namespaces, which the operator does not know of %s. Give its ServiceAccount the rights to get, list and watch namespaces and restart it, or remove namespaceSelector from tenants.hosts of the platform."
                .formatted(host, request.namespace()))
        : refusal(
            Reason.HostNotGranted,
            "The platform does not grant host %s to namespace %s. Ask the platform's owner for it, or make another tenant with a host below a suffix that tenants.hosts grants to this namespace: an address cannot be changed."
                .formatted(host, request.namespace()));
  }

  static Optional<Finding> fitsTheRegistry(AcceptanceRequest request) {
    var url = TenantUrl.of(request.platform().main().url(), request.spec().address());
    return url.length() > MAX_URL
        ? refusal(
            Reason.AddressTooLong,
            "The URL %s has %d characters, the registry holds %d. Make another tenant with a shorter address: an address cannot be changed."
                .formatted(url, url.length(), MAX_URL))
        : Optional.empty();
  }

  private static boolean covers(HostGrant grant, String host) {
    return grant.suffix().startsWith(".")
        && host.endsWith(grant.suffix())
        && host.length() > grant.suffix().length();
  }

  private static boolean isTo(HostGrant grant, AcceptanceRequest request) {
    return grant.namespaceSelector() == null
        || SelectorMatch.matches(grant.namespaceSelector(), request.namespaceLabels());
  }

  private static Optional<Finding> refusal(Reason reason, String message) {
    return Optional.of(new Finding(reason, message));
  }
}
