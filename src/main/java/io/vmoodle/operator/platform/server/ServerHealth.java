package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database server can be worked with.
 *
 * @param problem what keeps it from being used, null where nothing does
 */
public record ServerHealth(@Nullable Finding problem) {
  /** A server that answered and grants what is needed. */
  public static final ServerHealth READY = new ServerHealth(null);

  /** Whether it can be used. */
  public boolean ready() {
    return problem == null;
  }

  /** What keeps it from being used, in words; empty where nothing does. */
  public String message() {
    return problem == null ? "" : problem.message();
  }
}
