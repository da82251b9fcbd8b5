package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bare writer's tenants: the same resource with the same schema in a group of its own, so that
 * the operator has nothing to do with it.
 */
@Group("bare.vmoodle.io")
@Version("v1alpha1")
@Kind("VirtualMoodle")
@Plural("virtualmoodles")
@Singular("virtualmoodle")
final class BareMoodle extends CustomResource<TenantSpec, TenantStatus> implements Namespaced {
  private static final String FILE = "virtualmoodles.vmoodle.io.yaml";

  /** The same wish. */
  static BareMoodle like(VirtualMoodle tenant) {
    var bare = new BareMoodle();
    bare.setMetadata(tenant.getMetadata());
    bare.setSpec(tenant.getSpec());
    return bare;
  }

  /** Writes its definition, a copy of the tenant's, into a folder. */
  static Path definition(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(FILE),
          Files.readString(CustomResourceDefinitions.OURS.resolve(FILE))
              .replace("name: virtualmoodles.vmoodle.io", "name: virtualmoodles.bare.vmoodle.io")
              .replace("group: vmoodle.io", "group: bare.vmoodle.io"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
