package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.api.Reason;

/** Tells people what happened to a resource, where {@code kubectl describe} shows it. */
public interface Events {
  /** How an Event is meant, spelled as Kubernetes spells it. */
  enum Type {
    /** Something happened as it should. */
    Normal,
    /** Somebody should look at it. */
    Warning
  }

  /**
   * Publishes an Event in the resource's namespace. Never throws: an Event that cannot be written
   * is logged, the work that it tells of goes on.
   *
   * @param regarding the resource, with its uid
   * @param message for people, without secrets; cut at 1,024 bytes
   */
  void publish(HasMetadata regarding, Type type, Reason reason, String message);

  /** {@link #publish} of something that happened as it should. */
  default void normal(HasMetadata regarding, Reason reason, String message) {
    publish(regarding, Type.Normal, reason, message);
  }

  /** {@link #publish} of something that somebody should look at. */
  default void warning(HasMetadata regarding, Reason reason, String message) {
    publish(regarding, Type.Warning, reason, message);
  }
}
