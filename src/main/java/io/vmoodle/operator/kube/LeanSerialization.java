package io.vmoodle.operator.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Reads objects without {@code metadata.managedFields}: nothing here asks for them, and read in
 * they are by far the largest part of every object that a watch keeps. Written objects do not have
 * them either, for which the API server keeps those that it has.
 */
public final class LeanSerialization {
  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  private LeanSerialization() {}

  /** A serialization for a client of its own. */
  public static KubernetesSerialization create() {
    var mapper = new ObjectMapper();
    mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    return new KubernetesSerialization(mapper, true);
  }
}
