package io.vmoodle.operator.database;

import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Something that a database server would not do. The message may be shown to users: it names the
 * server and what was tried, never a statement, a value or a secret. For the same reason there is
 * never a cause: drivers quote statements in their messages.
 */
public sealed class DatabaseException extends RuntimeException permits NoRoomException {
  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** The server is down, full, busy or refuses connections for now: try again later. */
    UNAVAILABLE,
    /**
     * The server knows no such account, password or permission to log in: read the Secret again.
     */
    AUTHENTICATION,
    /** There is no TLS connection as it is wanted: correct server, certificates or mode. */
    TLS,
    /** The account is known but lacks a right: somebody has to grant it. */
    DENIED,
    /** Something of that name exists and is not ours, or is in the way. */
    CONFLICT,
    /** What it should be done to does not exist. */
    MISSING,
    /** Anything else: our mistake, or an engine that behaves as none that we know. */
    BUG
  }

  private final Kind kind;

  /**
   * A failure that the operator found by itself.
   *
   * @param kind what to do about it
   * @param message for users; the caller keeps secrets out of it
   */
  public DatabaseException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * A failure that the driver reported.
   *
   * @param endpoint the server
   * @param attempted what was tried, as a verb phrase: {@code create database vm_0123456789_1}
   * @param failure kept out of the message except for its codes
   */
  public static DatabaseException of(Endpoint endpoint, String attempted, SQLException failure) {
    var told = mostTelling(failure);
    var kind =
        isAboutTls(endpoint, failure)
            ? Kind.TLS
            : told instanceof SQLTransientConnectionException && told.getSQLState() == null
                ? Kind.UNAVAILABLE
                : Dialect.of(endpoint.engine()).kindOf(told);
    return new DatabaseException(
        kind,
        "%s: cannot %s: %s (SQLSTATE %s, error %d)"
            .formatted(endpoint, attempted, words(kind), told.getSQLState(), told.getErrorCode()));
  }

  /** What to do about it. */
  public Kind kind() {
    return kind;
  }

  private static boolean isAboutTls(Endpoint endpoint, SQLException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException
          || cause instanceof CertificateException
          || (cause instanceof SQLException sql && Dialect.of(endpoint.engine()).isAboutTls(sql))) {
        return true;
      }
    }
    return false;
  }

  /** Pools wrap the driver's exception in one without codes. */
  private static SQLException mostTelling(SQLException failure) {
    var told = failure;
    for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        told = sql;
      }
    }
    return told;
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE -> "the server is not available or busy";
      case AUTHENTICATION -> "the server refuses the login";
      case TLS -> "the server offers no TLS, or shows a certificate that is not trusted for it";
      case DENIED -> "the account lacks a right";
      case CONFLICT -> "something else is in the way";
      case MISSING -> "it does not exist";
      case BUG -> "unexpected answer of the server";
    };
  }
}
