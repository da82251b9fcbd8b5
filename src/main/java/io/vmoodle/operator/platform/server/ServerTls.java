package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.DatabaseTls;
import io.vmoodle.operator.database.Tls;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues;

/** Reads how the connections to a server are to be protected. */
public final class ServerTls {
  /** Either that or why it cannot be said. */
  sealed interface Result {
    record Known(Tls tls) implements Result {}

    record Unknown(Finding why) implements Result {}
  }

  private static final String FIELD = "databaseServers[].tls";

  private final SecretReader secrets;

  /** TLS settings with the authorities that Secrets hold. */
  public ServerTls(SecretReader secrets) {
    this.secrets = secrets;
  }

  Result read(String namespace, DatabaseServerSpec server) {
    return switch (server.tls().mode()) {
      case Disable -> new Result.Known(Tls.NONE);
      case Require -> new Result.Known(new Tls(Tls.Mode.REQUIRE, null));
      case VerifyCA -> verified(namespace, server.tls(), Tls.Mode.VERIFY_CA);
      case VerifyFull -> verified(namespace, server.tls(), Tls.Mode.VERIFY_FULL);
      case Unknown ->
          new Result.Unknown(
              new Finding(
                  Reason.UnsupportedValue,
                  "%s.mode of server %s is one that this operator does not know. Upgrade the operator or change the value."
                      .formatted(FIELD, server.name())));
    };
  }

  private Result verified(String namespace, DatabaseTls spec, Tls.Mode mode) {
    var reference = spec.caSecretRef();
    if (reference == null) {
      return new Result.Known(new Tls(mode, null));
    }
    var values = secrets.read(namespace, reference.name(), reference.key());
    if (!(values instanceof SecretValues.Found found)) {
      return new Result.Unknown(
          SecretFindings.of(values, namespace, reference.name(), FIELD + ".caSecretRef")
              .orElseThrow());
    }
    try {
      return new Result.Known(new Tls(mode, found.get(reference.key())));
    } catch (IllegalArgumentException e) {
      return new Result.Unknown(
          new Finding(
              Reason.TlsFailed,
              "Key %s of Secret %s/%s holds no certificate as PEM. Correct it, or %s.caSecretRef; it is read again by itself."
                  .formatted(reference.key(), namespace, reference.name(), FIELD)));
    }
  }
}
