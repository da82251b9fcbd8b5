package io.vmoodle.operator.api.crd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.nio.file.Path;
import java.util.Arrays;

/** The kinds that have a CRD. */
enum ResourceKind {
  MOODLE_PLATFORM(MoodlePlatform.class, PlatformSpec.class, PlatformStatus.class),
  VIRTUAL_MOODLE(VirtualMoodle.class, TenantSpec.class, TenantStatus.class);

  private final Class<? extends CustomResource<?, ?>> type;
  private final Class<?> spec;
  private final Class<?> status;

  ResourceKind(Class<? extends CustomResource<?, ?>> type, Class<?> spec, Class<?> status) {
    this.type = type;
    this.spec = spec;
    this.status = status;
  }

  /** The kind that manifests call so. */
  static ResourceKind of(String kind) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.type.getSimpleName().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  Class<? extends CustomResource<?, ?>> type() {
    return type;
  }

  Class<?> spec() {
    return spec;
  }

  Class<?> status() {
    return status;
  }

  /** Where the CRD is checked in. */
  Path file() {
    return Path.of("crds", HasMetadata.getFullResourceName(type) + ".yaml");
  }
}
