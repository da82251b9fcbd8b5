package io.vmoodle.lab.cluster.server;

/** A server of the control plane ended while it was being started. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String log, int exitCode, String tail) {
    super(
        "A server ended with %d while starting. The end of %s:%n%s".formatted(exitCode, log, tail));
  }

  /** Whether somebody else took one of its ports in the moment before it listened. */
  boolean portTaken() {
    return String.valueOf(getMessage()).contains("address already in use");
  }
}
