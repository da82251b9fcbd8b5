package io.vmoodle.operator.tenant.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * The operator's own objects of one kind as its watch has them, corrected by what it just did: a
 * watch tells late.
 *
 * @param <T> the kind
 */
public interface Children<T extends HasMetadata> {
  /** The object of that name. */
  Optional<T> find(String namespace, String name);

  /** The object was written or read just now. */
  void saw(T object);

  /** The object was deleted just now. */
  void gone(T object);
}
