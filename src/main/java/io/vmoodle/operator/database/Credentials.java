package io.vmoodle.operator.database;

/** What an account logs in with. The password never shows in {@link #toString()}. */
public record Credentials(String username, String password) {
  @Override
  public String toString() {
    return "Credentials[username=" + username + ", password=(hidden)]";
  }
}
