package io.vmoodle.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;

/**
 * Gives each reconciliation a resource of its own, of which only the metadata is copied: spec and
 * status are records that nobody can change. The framework's own cloner writes JSON and reads it.
 */
final class SharingCloner implements Cloner {
  private final KubernetesSerialization serialization;

  /** With this serialization for what is not the operator's. */
  SharingCloner(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  @SuppressWarnings("unchecked") // Each case returns the class that it was given.
  public <R extends HasMetadata> R clone(R object) {
    return switch (object) {
      case VirtualMoodle tenant -> (R) copy(tenant, new VirtualMoodle());
      case MoodlePlatform platform -> (R) copy(platform, new MoodlePlatform());
      default -> serialization.clone(object);
    };
  }

  private static <S, T, R extends CustomResource<S, T>> R copy(R object, R copy) {
    copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
    copy.setSpec(object.getSpec());
    copy.setStatus(object.getStatus());
    return copy;
  }
}
