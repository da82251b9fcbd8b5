package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.Adoption;
import io.vmoodle.operator.api.tenant.ExistingMoodle;
import io.vmoodle.operator.api.tenant.SourceType;
import io.vmoodle.operator.api.tenant.WishedState;
import io.vmoodle.operator.kube.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What else a tenant may ask for, its address aside. */
public final class RequestPolicies {
  private static final Set<String> RESERVED_DATABASES =
      Set.of(
          "vmoodle_operator",
          "mysql",
          "sys",
          "information_schema",
          "performance_schema",
          "postgres",
          "template0",
          "template1");

  private RequestPolicies() {}

  /** A resource may have been stored by a newer version, with values that mean nothing here. */
  static Optional<Finding> understood(AcceptanceRequest request) {
    var spec = request.spec();
    if (spec.source().type() == SourceType.Unknown) {
      return unsupported("source.type");
    }
    if (spec.deletionPolicy() == DeletionPolicy.Unknown) {
      return unsupported("deletionPolicy");
    }
    if (spec.state() == WishedState.Unknown) {
      return unsupported("state");
    }
    return Optional.empty();
  }

  static Optional<Finding> adoptionAllowed(AcceptanceRequest request) {
    if (request.spec().source().existing() == null) {
      return Optional.empty();
    }
    var adoption = request.platform().tenants().adoption();
    var allowed =
        adoption == Adoption.Allowed
            || (adoption == Adoption.PlatformNamespace && request.atHome());
    return allowed
        ? Optional.empty()
        : refusal(
            Reason.AdoptionForbidden,
            "The platform does not let tenants of namespace %s take over an existing Moodle (tenants.adoption is %s). Ask the platform's owner, or make another tenant with source.type Install: source cannot be changed."
                .formatted(request.namespace(), adoption));
  }

  static Optional<Finding> databaseNotReserved(AcceptanceRequest request) {
    var existing = request.spec().source().existing();
    return existing != null && isReserved(existing, request)
        ? refusal(
            Reason.DatabaseReserved,
            "Database %s on server %s is not a tenant's. Make another tenant whose source.existing.database is that of the Moodle that is taken over: source cannot be changed."
                .formatted(existing.database(), existing.server()))
        : Optional.empty();
  }

  private static boolean isReserved(ExistingMoodle existing, AcceptanceRequest request) {
    var registry = request.platform().registry();
    var database = existing.database().toLowerCase(Locale.ROOT);
    return RESERVED_DATABASES.contains(database)
        || database.equals(registry.database().toLowerCase(Locale.ROOT));
  }

  /** The folder that holds all tenants' folders, or one around it, is nobody's own. */
  static Optional<Finding> folderNotOfAll(AcceptanceRequest request) {
    var existing = request.spec().source().existing();
    var all = request.platform().storage().mountPath();
    return existing != null && (all + "/").startsWith(existing.dataDir() + "/")
        ? refusal(
            Reason.DataDirClaimed,
            "Folder %s holds the folders of all tenants. Make another tenant whose source.existing.dataDir is the folder of the Moodle that is taken over: source cannot be changed."
                .formatted(existing.dataDir()))
        : Optional.empty();
  }

  static Optional<Finding> deletionPolicyAllowed(AcceptanceRequest request) {
    var wanted = request.spec().deletionPolicy();
    var allowed = request.platform().tenants().deletionPolicies();
    return allowed.contains(wanted)
        ? Optional.empty()
        : refusal(
            Reason.DeletionPolicyNotAllowed,
            "The platform does not allow deletionPolicy %s (tenants.deletionPolicies is %s). Choose one of these, or ask the platform's owner."
                .formatted(wanted, allowed));
  }

  static Optional<Finding> serverKnown(AcceptanceRequest request) {
    var spec = request.spec();
    var existing = spec.source().existing();
    var placement = spec.placement();
    var server =
        existing != null
            ? existing.server()
            : placement != null ? placement.databaseServer() : null;
    var wayOut =
        existing != null
            ? "make another tenant with one of its databaseServers in source.existing.server: source cannot be changed"
            : "remove placement, and the platform chooses";
    return server == null
            || request.platform().databaseServers().stream()
                .anyMatch(it -> it.name().equals(server))
        ? Optional.empty()
        : refusal(
            Reason.UnknownDatabaseServer,
            "The platform has no database server %s. Add it to the platform's databaseServers, or %s."
                .formatted(server, wayOut));
  }

  static Optional<Finding> releaseKnown(AcceptanceRequest request) {
    var release = request.spec().release();
    return release == null
            || request.platform().releases().stream().anyMatch(it -> it.name().equals(release))
        ? Optional.empty()
        : refusal(
            Reason.UnknownRelease,
            "The platform has no release %s. Set release to one of its releases, or remove it to follow the platform's defaultRelease."
                .formatted(release));
  }

  private static Optional<Finding> unsupported(String field) {
    return refusal(
        Reason.UnsupportedValue,
        "%s has a value that this operator does not know. Upgrade the operator or change the value."
            .formatted(field));
  }

  private static Optional<Finding> refusal(Reason reason, String message) {
    return Optional.of(new Finding(reason, message));
  }
}
