package io.vmoodle.operator.jobs;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pod of a Job, in the terms in which it is judged. */
record JobPod(Pod pod) {
  private static final PodStatus NOTHING = new PodStatus();

  String name() {
    return pod.getMetadata().getName();
  }

  boolean over() {
    return List.of("Succeeded", "Failed").contains(requireNonNullElse(status().getPhase(), ""));
  }

  /** Whether it was told to end before then, its time to do so included, and is still there. */
  boolean deletedBefore(Instant then) {
    var deleted = pod.getMetadata().getDeletionTimestamp();
    return deleted != null && Instant.parse(deleted).isBefore(then);
  }

  /** Whether a node went or needed its room, or Kubernetes took the pod away for another reason. */
  boolean disrupted() {
    return "NodeLost".equals(status().getReason())
        || "Evicted".equals(status().getReason())
        || condition("DisruptionTarget").filter(it -> "True".equals(it.getStatus())).isPresent();
  }

  /** Since when a container of it runs. */
  Optional<Instant> runningSince() {
    return states()
        .map(ContainerState::getRunning)
        .filter(Objects::nonNull)
        .map(running -> Instant.parse(running.getStartedAt()))
        .min(Instant::compareTo)
        .or(() -> waiting().isPresent() ? Optional.empty() : betweenContainers());
  }

  /** Between two containers none runs, and the pod does all the same. */
  private Optional<Instant> betweenContainers() {
    return states()
        .map(ContainerState::getTerminated)
        .filter(ended -> ended != null && Integer.valueOf(0).equals(ended.getExitCode()))
        .map(ended -> Instant.parse(ended.getFinishedAt()))
        .max(Instant::compareTo);
  }

  /** Why no node takes it. */
  Optional<String> unschedulable() {
    return condition("PodScheduled")
        .filter(it -> "False".equals(it.getStatus()))
        .map(it -> requireNonNullElse(it.getMessage(), "no node takes it"));
  }

  /** What a container waits for, where it does. */
  Optional<ContainerStateWaiting> waiting() {
    return states()
        .map(ContainerState::getWaiting)
        .filter(
            waiting ->
                waiting != null
                    && waiting.getReason() != null
                    && !List.of("PodInitializing", "ContainerCreating")
                        .contains(waiting.getReason()))
        .findFirst();
  }

  /** For people: why it does not run yet. */
  String waitsFor() {
    return unschedulable()
        .map(why -> "No node takes its pod: %s.".formatted(PodFindings.withoutStop(why)))
        .or(
            () ->
                waiting()
                    .map(
                        it ->
                            "Its pod %s does not start: %s (%s)."
                                .formatted(
                                    name(),
                                    it.getReason(),
                                    PodFindings.withoutStop(
                                        requireNonNullElse(it.getMessage(), "no more is said")))))
        .orElse("Its pod is about to start.");
  }

  /** How the container that failed ended. */
  Optional<ContainerStateTerminated> failure() {
    return states()
        .map(ContainerState::getTerminated)
        .filter(ended -> ended != null && !Integer.valueOf(0).equals(ended.getExitCode()))
        .findFirst();
  }

  /** What the container that does the work said at its end. */
  Optional<SwitchResult> result() {
    return statuses()
        .filter(container -> JobForm.MAIN.equals(container.getName()))
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .findFirst()
        .flatMap(state -> SwitchResult.parse(state.getTerminated().getMessage()));
  }

  private Optional<PodCondition> condition(String type) {
    return requireNonNullElse(status().getConditions(), List.<PodCondition>of()).stream()
        .filter(it -> type.equals(it.getType()))
        .findFirst();
  }

  private Stream<ContainerState> states() {
    return statuses().map(ContainerStatus::getState).filter(Objects::nonNull);
  }

  private Stream<ContainerStatus> statuses() {
    return Stream.concat(
        list(status().getInitContainerStatuses()), list(status().getContainerStatuses()));
  }

  private static Stream<ContainerStatus> list(@Nullable List<ContainerStatus> statuses) {
    return statuses == null ? Stream.of() : statuses.stream();
  }

  private PodStatus status() {
    return requireNonNullElse(pod.getStatus(), NOTHING);
  }
}
