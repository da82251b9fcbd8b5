package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An answer of the API server that is about what was asked for, and would be the same for the same
 * request: an invalid object, one that an admission rule or a lack of rights forbids, one that
 * others keep changing. Any other failure is the API server's own, or the way's to it.
 */
public final class Refusal {
  private static final int BAD_REQUEST = 400;
  private static final int INTERNAL_ERROR = 500;

  /** Who asks, how long it took, how often: nothing about the object. */
  private static final Set<Integer> ABOUT_THE_CALLER = Set.of(401, 408, 429);

  private Refusal() {}

  /** The API server's words; empty if the failure is no refusal. */
  public static Optional<String> of(KubernetesClientException failure) {
    var code = failure.getCode();
    return code >= BAD_REQUEST && code < INTERNAL_ERROR && !ABOUT_THE_CALLER.contains(code)
        ? Optional.of(
            Objects.requireNonNullElseGet(
                failure.getStatus() == null ? null : failure.getStatus().getMessage(),
                () -> "code " + code))
        : Optional.empty();
  }
}
