package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What became of an {@link Apply}.
 *
 * @param <T> the kind of object
 */
public sealed interface Applied<T extends HasMetadata> {
  /** Whether the API server stored something new. */
  default boolean written() {
    return this instanceof Created<T> || this instanceof Updated<T>;
  }

  /** There was no such object; there is now. */
  record Created<T extends HasMetadata>(T object) implements Applied<T> {}

  /** The object was ours and different. */
  record Updated<T extends HasMetadata>(T object) implements Applied<T> {}

  /** The object was ours and already as desired; nothing was stored. */
  record Unchanged<T extends HasMetadata>(T object) implements Applied<T> {}

  /**
   * An object of that name exists and is not ours. It was not touched.
   *
   * @param object what is there
   * @param why what it lacks, and what a person can do; for a condition's message
   */
  record Foreign<T extends HasMetadata>(T object, String why) implements Applied<T> {}
}
