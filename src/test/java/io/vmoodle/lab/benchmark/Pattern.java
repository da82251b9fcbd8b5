package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The objects that the operator stored for one tenant, from which the bare writer makes the same
 * for others.
 */
final class Pattern {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  /** On objects of the bare writer the operator's mark would have the operator watch them. */
  private static final String MARK = "\"app.kubernetes.io/managed-by\":\"vmoodle-operator\"";

  private final VirtualMoodle tenant;
  private final List<String> objects = new ArrayList<>();
  private final String status;

  private Pattern(VirtualMoodle tenant, List<HasMetadata> objects) {
    this.tenant = tenant;
    objects.forEach(object -> this.objects.add(JSON.asJson(stripped(object))));
    var only = new BareMoodle();
    only.setMetadata(named(tenant));
    only.setStatus(tenant.getStatus());
    this.status = JSON.asJson(only);
  }

  /** Of a tenant that is as wished. */
  static Pattern of(KubernetesClient client, String namespace, String name) {
    var tenant = client.resources(VirtualMoodle.class).inNamespace(namespace).withName(name).get();
    var id = Objects.requireNonNull(Objects.requireNonNull(tenant.getStatus()).tenantId());
    var objects = new ArrayList<HasMetadata>();
    objects.addAll(
        client
            .secrets()
            .inNamespace(namespace)
            .withLabel("vmoodle.io/tenant-id", id)
            .list()
            .getItems());
    objects.addAll(
        client
            .network()
            .v1()
            .ingresses()
            .inNamespace(namespace)
            .withLabel("vmoodle.io/tenant-id", id)
            .list()
            .getItems());
    objects.addAll(
        client
            .v1()
            .events()
            .inNamespace(namespace)
            .withField("involvedObject.uid", tenant.getMetadata().getUid())
            .list()
            .getItems());
    return new Pattern(tenant, objects);
  }

  /** The same objects for another tenant; its status aside. */
  List<HasMetadata> objectsOf(BareTenant other) {
    return objects.stream()
        .map(text -> (HasMetadata) JSON.unmarshal(adapted(text, other)))
        .toList();
  }

  /** The status of another tenant. */
  BareMoodle statusOf(BareTenant other) {
    return JSON.unmarshal(adapted(status, other), BareMoodle.class);
  }

  /** How many writes a tenant is, with finalizer and status. */
  int writes() {
    return objects.size() + 2;
  }

  private String adapted(String text, BareTenant other) {
    var metadata = tenant.getMetadata();
    return text.replace(MARK, "\"app.kubernetes.io/managed-by\":\"bare-writer\"")
        .replace(metadata.getUid(), other.uid())
        .replace(metadata.getName(), other.name())
        .replace(metadata.getNamespace(), other.namespace())
        .replace(
            Objects.requireNonNull(Objects.requireNonNull(tenant.getStatus()).tenantId()),
            other.id());
  }

  private static HasMetadata stripped(HasMetadata object) {
    var metadata = object.getMetadata();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withLabels(metadata.getLabels())
            .withAnnotations(metadata.getAnnotations())
            .build());
    switch (object) {
      case Ingress ingress -> ingress.setStatus(null);
      case Secret secret -> secret.setType(null);
      case Event event -> event.setEventTime(null);
      default -> {}
    }
    return object;
  }

  private static ObjectMeta named(VirtualMoodle tenant) {
    return new ObjectMetaBuilder()
        .withNamespace(tenant.getMetadata().getNamespace())
        .withName(tenant.getMetadata().getName())
        .build();
  }
}
