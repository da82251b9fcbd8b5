package io.vmoodle.lab.cluster.source;

/** None of the ways to a cluster works here; the message names them all and what each lacks. */
public final class NoClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoClusterException(String message) {
    super(message);
  }
}
