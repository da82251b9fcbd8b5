package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** Pods that run PHP, with the rights that the strictest namespaces leave them. */
public final class PhpPods {
  /** The user of web servers in Debian. */
  public static final long USER = 33;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private PhpPods() {}

  /** A pod with one container, which runs the code, and cannot write to its root file system. */
  public static PodBuilder running(String namespace, String name, String image, String code) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withNewSeccompProfile(null, "RuntimeDefault")
        .endSecurityContext()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .withImagePullPolicy("Never")
        .withCommand(List.of("php", "-r", code))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec();
  }

  /** Waits until it is in that phase. */
  public static Pod awaitPhase(
      KubernetesClient client, String namespace, String name, String phase) {
    var pod = client.pods().inNamespace(namespace).withName(name);
    return await("phase %s of pod %s".formatted(phase, name))
        .atMost(LIMIT)
        .until(pod::get, it -> phase.equals(it.getStatus().getPhase()));
  }

  /** Creates it and waits for its end, which must be a good one. */
  public static ContainerStateTerminated succeed(KubernetesClient client, Pod pod) {
    return succeed(client, pod, LIMIT);
  }

  /** The same for what takes longer. */
  public static ContainerStateTerminated succeed(KubernetesClient client, Pod pod, Duration limit) {
    var created = client.resource(pod).create();
    var live = client.resource(created);
    var ended =
        await("the end of pod " + pod.getMetadata().getName())
            .atMost(limit)
            .until(
                live::get,
                it -> List.of("Succeeded", "Failed").contains(it.getStatus().getPhase()));
    var state = ended.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    assertThat(ended.getStatus().getPhase())
        .as("%s %s", state, client.pods().resource(created).getLog())
        .isEqualTo("Succeeded");
    return state;
  }
}
