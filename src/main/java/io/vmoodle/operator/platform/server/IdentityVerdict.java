package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/** What to make of the identity that a database server was found with. */
public sealed interface IdentityVerdict {
  /** It is the server that it was. */
  record Known() implements IdentityVerdict {}

  /** No server was ever seen there: this one is recorded. */
  record First() implements IdentityVerdict {}

  /**
   * Another server, and a person said that it takes the place of the one before.
   *
   * @param before identity of that one
   */
  record Accepted(String before) implements IdentityVerdict {}

  /**
   * Another server: nothing is done on it.
   *
   * @param recorded identity of the one before
   * @param why for people, with the ways out
   */
  record Changed(String recorded, Finding why) implements IdentityVerdict {}

  /**
   * Judges one server.
   *
   * @param server its name
   * @param found the identity that it has
   * @param recorded the identity that it had, null where none is recorded
   * @param accepted the identity that a person said it may have, null where nobody did
   */
  static IdentityVerdict of(
      String server, String found, @Nullable String recorded, @Nullable String accepted) {
    if (recorded == null) {
      return new First();
    }
    if (found.equals(recorded)) {
      return new Known();
    }
    return found.equals(accepted)
        ? new Accepted(recorded)
        : new Changed(
            recorded,
            new Finding(Reason.IdentityChanged, message(server, found, recorded, accepted)));
  }

  private static String message(
      String server, String found, String recorded, @Nullable String accepted) {
    var changed =
        "Server %s has the identity %s and had %s: it is another server, or was made anew. Nothing is done on it. "
            .formatted(server, found, recorded);
    var said =
        accepted == null
            ? ""
            : "acceptIdentity says %s, which is not the one that was found. ".formatted(accepted);
    return changed
        + said
        + "Lead its host back to the old server; or, if this one is to take its place, set databaseServers[].acceptIdentity of server %s to %s: databases that are not there are then reported as lost."
            .formatted(server, found);
  }
}
