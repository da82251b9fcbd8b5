package io.vmoodle.operator.platform.release;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which image really runs, as nodes tell: {@code registry.example.edu/moodle@sha256:…}, or the
 * digest alone where an image came from a file. Only two of one form can be compared, and of the
 * first only two from one registry: others say nothing of what is in the image.
 */
final class ImageIds {
  private ImageIds() {}

  /**
   * The first image that is another one than the probe's, among containers that should have the
   * same.
   *
   * @param image as the platform names it; web pods may have containers with other images
   */
  static Optional<String> differing(String probed, String image, List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> idsOf(pod, image))
        .filter(id -> comparable(probed, id) && !probed.equals(id))
        .sorted()
        .findFirst();
  }

  private static Stream<String> idsOf(Pod pod, String image) {
    var names =
        pod.getSpec().getContainers().stream()
            .filter(container -> image.equals(container.getImage()))
            .map(Container::getName)
            .toList();
    return statuses(pod)
        .filter(status -> names.contains(status.getName()))
        .flatMap(status -> Stream.ofNullable(status.getImageID()))
        .map(ImageIds::plain);
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? Stream.of()
        : pod.getStatus().getContainerStatuses().stream();
  }

  /** Some runtimes say how they pulled it. */
  static String plain(@Nullable String id) {
    return id == null
        ? ""
        : id.substring(id.lastIndexOf("://") < 0 ? 0 : id.lastIndexOf("://") + 3);
  }

  private static boolean comparable(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && repository(one).equals(repository(other));
  }

  private static String repository(String id) {
    int at = id.lastIndexOf('@');
    return at < 0 ? "" : id.substring(0, at);
  }
}
