package io.vmoodle.operator.platform;

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

  ServerHealth health() {
    return problem == null ? ServerHealth.READY : new ServerHealth(problem);
  }

  DatabaseServerStatus status() {
    return new DatabaseServerStatus(
        name,
        facts == null ? null : facts.identity(),
        facts == null ? null : facts.version(),
        problem == null,
        problem == null ? null : problem.reason().name(),
        problem == null ? null : problem.message());
  }
}
