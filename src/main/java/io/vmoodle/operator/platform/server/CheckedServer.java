package io.vmoodle.operator.platform.server;

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
 * @param known the identity that it had, where it was found with another; else null
 */
public record CheckedServer(
    String name,
    @Nullable DatabaseServer server,
    @Nullable ServerFacts facts,
    @Nullable Finding problem,
    @Nullable String known) {

  static CheckedServer broken(String name, Finding problem) {
    return new CheckedServer(name, null, null, problem, null);
  }

  static CheckedServer usable(String name, DatabaseServer server, ServerFacts facts) {
    return new CheckedServer(name, server, facts, null, null);
  }

  /** The same, or broken if there is a problem of that name. */
  public CheckedServer with(Map<String, Finding> problems) {
    var found = problems.get(name);
    return found == null ? this : broken(name, found);
  }

  /**
   * The same, not to be worked on because it is not the server that it was.
   *
   * @param known identity of the server that it was, for the status
   */
  CheckedServer frozen(String known, Finding why) {
    return new CheckedServer(name, null, null, why, known);
  }

  /** How tenants may use it. */
  public ServerHealth health() {
    return problem == null ? ServerHealth.READY : new ServerHealth(problem);
  }

  /**
   * What the status says of it.
   *
   * @param recorded the identity that the status has, kept while the server cannot be asked
   */
  public DatabaseServerStatus status(@Nullable String recorded) {
    return new DatabaseServerStatus(
        name,
        facts != null ? facts.identity() : known != null ? known : recorded,
        facts == null ? null : facts.version(),
        problem == null,
        problem == null ? null : problem.reason().name(),
        problem == null ? null : problem.message());
  }
}
