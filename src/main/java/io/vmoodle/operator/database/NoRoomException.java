package io.vmoodle.operator.database;

/** A server is well, and so much of this kind is done on it that there is no room for more yet. */
public final class NoRoomException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Others wait, too.
   *
   * @param message for users; the caller keeps secrets out of it
   */
  public NoRoomException(String message) {
    super(Kind.UNAVAILABLE, message);
  }
}
