package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.SecretRef;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.database.Tls;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues;
import java.util.Objects;

/** Reaches a database server as its admin and asks what it is. */
public final class ServerCheck {
  private final SecretReader secrets;
  private final ServerPools pools;
  private final ServerTls tls;

  /** A check with the credentials that Secrets hold. */
  public ServerCheck(SecretReader secrets, ServerPools pools) {
    this.secrets = secrets;
    this.pools = pools;
    this.tls = new ServerTls(secrets);
  }

  /** Logs in with the admin's Secret, and asks the server what it is and what it grants. */
  public CheckedServer check(String namespace, DatabaseServerSpec spec) {
    return check(namespace, spec, spec.admin().credentialsSecretRef(), "databaseServers[].admin");
  }

  /** The same server with the credentials of another Secret. */
  public CheckedServer check(
      String namespace, DatabaseServerSpec spec, SecretRef secret, String parent) {
    if (spec.engine() == null) {
      return CheckedServer.broken(
          spec.name(),
          new Finding(
              Reason.UnsupportedValue,
              "databaseServers[].engine of server %s is one that this operator does not know. Upgrade the operator or change the value."
                  .formatted(spec.name())));
    }
    var values = secrets.read(namespace, secret.name(), "username", "password");
    if (!(values instanceof SecretValues.Found found)) {
      return CheckedServer.broken(
          spec.name(),
          SecretFindings.of(values, namespace, secret.name(), parent + ".credentialsSecretRef")
              .orElseThrow());
    }
    return switch (tls.read(namespace, spec)) {
      case ServerTls.Result.Unknown(Finding why) -> CheckedServer.broken(spec.name(), why);
      case ServerTls.Result.Known(Tls known) ->
          ask(
              spec.name(),
              pools.of(
                  endpoint(spec, spec.engine()),
                  new Credentials(found.get("username"), found.get("password")),
                  known));
    };
  }

  private static Endpoint endpoint(DatabaseServerSpec spec, Engine engine) {
    var admin = spec.admin();
    return new Endpoint(
        engine,
        Objects.requireNonNullElse(admin.host(), spec.host()),
        Objects.requireNonNullElse(admin.port(), Endpoint.defaultPort(engine)));
  }

  private static CheckedServer ask(String name, DatabaseServer server) {
    try {
      var facts = server.facts();
      return facts.missingRights().isEmpty()
          ? CheckedServer.usable(name, server, facts)
          : CheckedServer.broken(
              name,
              new Finding(
                  Reason.RightsMissing,
                  "The operator's account lacks rights on server %s: %s. Grant them; they are looked at again by itself."
                      .formatted(name, String.join(", ", facts.missingRights()))));
    } catch (DatabaseException e) {
      return CheckedServer.broken(name, DatabaseFindings.of(e));
    }
  }
}
