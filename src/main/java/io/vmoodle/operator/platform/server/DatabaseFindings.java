package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;

/** What to say of a database server that would not do something. */
public final class DatabaseFindings {
  private DatabaseFindings() {}

  /** The failure with a stable reason and what to do about it. */
  public static Finding of(DatabaseException failure) {
    var reason =
        switch (failure.kind()) {
          case UNAVAILABLE -> Reason.DatabaseUnavailable;
          case AUTHENTICATION -> Reason.CredentialsRejected;
          case TLS -> Reason.TlsFailed;
          case DENIED -> Reason.RightsMissing;
          case CONFLICT -> Reason.DatabaseConflict;
          case MISSING -> Reason.DatabaseNotFound;
          case BUG -> Reason.InternalError;
        };
    var advice =
        switch (failure.kind()) {
          case UNAVAILABLE -> "It is tried again by itself.";
          case AUTHENTICATION -> "Correct the Secret; it is read again by itself.";
          case TLS ->
              "Correct the server's certificate, or databaseServers[].tls and admin.host of the platform.";
          case DENIED -> "Grant the right; it is tried again by itself.";
          case CONFLICT -> "Remove or rename what is in the way.";
          case MISSING -> "Restore it, or correct the field that names it.";
          case BUG -> "Please report this with the operator's log.";
        };
    return new Finding(reason, failure.getMessage() + ". " + advice);
  }
}
