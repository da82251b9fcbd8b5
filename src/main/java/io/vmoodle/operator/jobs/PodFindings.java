package io.vmoodle.operator.jobs;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Excerpt;
import io.vmoodle.operator.kube.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a Job's pod failed, told apart, in words for people. */
final class PodFindings {
  private static final int NOT_SWITCHED = 86;
  private static final int BUSY = 75;
  private static final List<String> IMAGE_TROUBLE =
      List.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  /** So much of what a script said says why; the rest is in the pod's log. */
  private static final int LINES = 8;

  private static final int BYTES = 900;

  private PodFindings() {}

  static Finding notStarted(String why) {
    return new Finding(
        Reason.JobNotStarted,
        "The Job's pod did not start in time: %s. Look at the Job and its namespace's quota."
            .formatted(withoutStop(why)));
  }

  /** It did not start in time. */
  static Finding stuck(JobPod pod) {
    var unschedulable = pod.unschedulable();
    if (unschedulable.isPresent()) {
      return new Finding(
          Reason.JobUnschedulable,
          "No node takes pod %s of the Job: %s. Make room, or correct jobs.podTemplate of the platform."
              .formatted(pod.name(), withoutStop(unschedulable.get())));
    }
    var waiting = pod.waiting();
    if (waiting.isEmpty()) {
      return notStarted("pod %s waits, and nothing says for what".formatted(pod.name()));
    }
    var why =
        withoutStop(requireNonNullElse(waiting.get().getMessage(), waiting.get().getReason()));
    return IMAGE_TROUBLE.contains(waiting.get().getReason())
        ? new Finding(
            Reason.JobImageUnavailable,
            "The image of pod %s cannot be pulled: %s. Correct the release's image, or imagePullSecrets in jobs.podTemplate of the platform."
                .formatted(pod.name(), why))
        : notStarted("pod %s says %s: %s".formatted(pod.name(), waiting.get().getReason(), why));
  }

  static Finding nodeLost(JobPod pod) {
    return new Finding(
        Reason.JobNodeLost,
        "Pod %s of the Job was taken away, or its node went. It is done again by itself."
            .formatted(pod.name()));
  }

  /**
   * It ran longer than it may.
   *
   * @param pod null: Kubernetes has deleted it
   */
  static Finding deadline(@Nullable JobPod pod) {
    return new Finding(
        Reason.JobDeadlineExceeded,
        "The Job ran longer than it may, and was ended%s. If the work needs longer, raise jobs.deadlines of the platform: install for an installation, upgrade for an upgrade, copy for the Jobs around one; others have fixed times."
            .formatted(pod == null ? "" : lines(pod)));
  }

  /** It ended with a failure. */
  static Finding failed(JobPod pod) {
    var failure = pod.failure().orElse(null);
    if (failure == null || pod.disrupted()) {
      return nodeLost(pod);
    }
    int code = requireNonNullElse(failure.getExitCode(), -1);
    if ("OOMKilled".equals(failure.getReason())) {
      return new Finding(
          Reason.JobOutOfMemory,
          "Pod %s of the Job used more memory than it may. Raise resources.limits in jobs.podTemplate of the platform."
              .formatted(pod.name()));
    }
    var said = lines(pod);
    return switch (code) {
      case NOT_SWITCHED ->
          new Finding(
              Reason.JobNotSwitched,
              "Moodle's code was not switched to this tenant, and did nothing%s. Look at config.php in the release's image, and at what it reads of the registry."
                  .formatted(said));
      case BUSY ->
          new Finding(
              Reason.JobBusy,
              "Another process worked on this tenant%s. It is done again by itself."
                  .formatted(said));
      default ->
          new Finding(
              Reason.JobFailed,
              "Pod %s of the Job ended with exit code %d%s. Its log says more."
                  .formatted(pod.name(), code, said));
    };
  }

  /** The last lines, where there are any. */
  private static String lines(JobPod pod) {
    var text =
        pod.result()
            .map(PodFindings::said)
            .or(() -> pod.failure().map(ContainerStateTerminated::getMessage))
            .orElse("");
    var lines = Arrays.stream(text.split("\n")).map(String::strip).filter(it -> !it.isEmpty());
    var all = lines.toList();
    var last =
        all.stream().skip(Math.max(0, all.size() - LINES)).collect(Collectors.joining(" / "));
    return last.isEmpty() ? "" : ": " + withoutStop(Excerpt.ofEnd(last, BYTES));
  }

  private static String said(SwitchResult result) {
    var reason = requireNonNullElse(result.reason(), "");
    var output = requireNonNullElse(result.output(), "");
    return output.contains(reason) ? output : output + "\n" + reason;
  }

  /** For use inside a sentence. */
  static String withoutStop(String text) {
    var line = Excerpt.of(text, BYTES);
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
