package io.vmoodle.operator.platform;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.ServerFacts;
import io.vmoodle.operator.kube.Finding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a database server was found.
 *
 * @param name its name in the platform
 * @param server what to work on it with, null when it cannot be used
 * @param facts what it said of itself, null when it cannot be used
 * @param problem why it cannot be used, null when it can
 */
record CheckedServer(
    String name,
    @Nullable DatabaseServer server,
    @Nullable ServerFacts facts,
    @Nullable Finding problem) {

  static CheckedServer broken(String name, Finding problem) {
    return new CheckedServer(name, null, null, problem);
  }

  /** The same, or broken if its contents could not be read. */
  CheckedServer with(Map<String, Finding> problems) {
    var found = problems.get(name);
    return found == null ? this : broken(name, found);
  }

  /**
   * The same, or broken if it is another server than the recorded one: a replaced or repointed
   * server must not look like one whose tenants all have to be made.
   *
   * @param identity as recorded, null where none is
   */
  CheckedServer asRecorded(@Nullable String identity) {
    if (identity == null || facts == null || identity.equals(facts.identity())) {
      return this;
    }
    return broken(
        name,
        new Finding(
            Reason.IdentityChanged,
            "Server %s has the identity %s and had %s: it is another server, or was made anew. Lead its host back to the old one; nothing is done on this one."
                .formatted(name, facts.identity(), identity)));
  }

  ServerHealth health() {
    return problem == null ? ServerHealth.READY : new ServerHealth(problem);
  }

  /**
   * What the status says of it.
   *
   * @param recorded the identity that the status has, kept while the server cannot be asked
   */
  DatabaseServerStatus status(@Nullable String recorded) {
    return new DatabaseServerStatus(
        name,
        facts == null ? recorded : facts.identity(),
        facts == null ? null : facts.version(),
        problem == null,
        problem == null ? null : problem.reason().name(),
        problem == null ? null : problem.message());
  }
}
