package io.vmoodle.operator.jobs;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.vmoodle.operator.api.pod.PodEnv;
import io.vmoodle.operator.api.pod.PodEnvFrom;
import io.vmoodle.operator.api.pod.PodOverlay;
import io.vmoodle.operator.api.pod.PodToleration;
import io.vmoodle.operator.api.pod.PodVolume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a platform adds to pods, in the words of Kubernetes. */
final class Overlay {
  private Overlay() {}

  static List<EnvVar> env(PodOverlay overlay) {
    return overlay.env().stream().map(Overlay::env).toList();
  }

  private static EnvVar env(PodEnv variable) {
    var source = variable.valueFrom();
    var builder = new EnvVarBuilder().withName(variable.name());
    return source == null
        ? builder.withValue(variable.value() == null ? "" : variable.value()).build()
        : builder
            .withNewValueFrom()
            .withNewSecretKeyRef(source.secretKeyRef().key(), source.secretKeyRef().name(), false)
            .endValueFrom()
            .build();
  }

  static List<EnvFromSource> envFrom(PodOverlay overlay) {
    return overlay.envFrom().stream().map(Overlay::envFrom).toList();
  }

  private static EnvFromSource envFrom(PodEnvFrom from) {
    var builder = new EnvFromSourceBuilder();
    if (from.secretRef() != null) {
      builder.withNewSecretRef(from.secretRef().name(), false);
    }
    if (from.configMapRef() != null) {
      builder.withNewConfigMapRef(from.configMapRef().name(), false);
    }
    return builder.build();
  }

  static List<Volume> volumes(PodOverlay overlay) {
    return overlay.volumes().stream().map(Overlay::volume).toList();
  }

  private static Volume volume(PodVolume volume) {
    var builder = new VolumeBuilder().withName(volume.name());
    if (volume.secret() != null) {
      builder.withNewSecret().withSecretName(volume.secret().secretName()).endSecret();
    }
    if (volume.configMap() != null) {
      builder.withNewConfigMap().withName(volume.configMap().name()).endConfigMap();
    }
    if (volume.persistentVolumeClaim() != null) {
      builder.withNewPersistentVolumeClaim(volume.persistentVolumeClaim().claimName(), false);
    }
    return builder.build();
  }

  static List<VolumeMount> mounts(PodOverlay overlay) {
    return overlay.volumeMounts().stream()
        .map(
            mount ->
                new VolumeMountBuilder()
                    .withName(mount.name())
                    .withMountPath(mount.mountPath())
                    .withSubPath(mount.subPath())
                    .withReadOnly(mount.readOnly())
                    .build())
        .toList();
  }

  static List<LocalObjectReference> pullSecrets(PodOverlay overlay) {
    return overlay.imagePullSecrets().stream()
        .map(secret -> new LocalObjectReference(secret.name()))
        .toList();
  }

  static @Nullable ResourceRequirements resources(PodOverlay overlay) {
    var resources = overlay.resources();
    return resources == null
        ? null
        : new ResourceRequirementsBuilder()
            .withRequests(quantities(resources.requests()))
            .withLimits(quantities(resources.limits()))
            .build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> values) {
    return values.entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                entry -> Quantity.parse(entry.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }

  static List<Toleration> tolerations(PodOverlay overlay) {
    return overlay.tolerations().stream().map(Overlay::toleration).toList();
  }

  private static Toleration toleration(PodToleration toleration) {
    return new TolerationBuilder()
        .withKey(toleration.key())
        .withOperator(toleration.value() == null ? "Exists" : "Equal")
        .withValue(toleration.value())
        .withEffect(toleration.effect())
        .build();
  }
}
