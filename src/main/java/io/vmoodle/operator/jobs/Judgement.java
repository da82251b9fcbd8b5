package io.vmoodle.operator.jobs;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict.Failed;
import io.vmoodle.operator.jobs.JobVerdict.Running;
import io.vmoodle.operator.jobs.JobVerdict.Succeeded;
import io.vmoodle.operator.jobs.JobVerdict.Waiting;
import io.vmoodle.operator.kube.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at a Job that is there. */
record Judgement(Job job, List<Pod> pods, Instant now, Duration startDeadline) {
  /** By then Kubernetes has ended what it says that it ends, if it can reach the node at all. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  static boolean isOver(Job job) {
    return Stream.of("Complete", "Failed").anyMatch(type -> condition(job, type).isPresent());
  }

  JobVerdict verdict() {
    var pod = latest();
    if (condition(job, "Complete").isPresent()) {
      return new Succeeded(pod.flatMap(it -> it.result()).orElse(null));
    }
    var failed = condition(job, "Failed");
    if (failed.isPresent()) {
      return new Failed(failure(failed.get(), pod.orElse(null)), true);
    }
    if (pod.isEmpty()) {
      return late(started(), startDeadline)
          ? new Failed(PodFindings.notStarted("Kubernetes made no pod for it"), false)
          : new Waiting("Its pod is not made yet.");
    }
    return open(pod.get());
  }

  private JobVerdict open(JobPod pod) {
    if (pod.deletedBefore(now.minus(MARGIN))) {
      // Its node does not answer, so nobody can say that it ended, and the Job waits for ever.
      return new Failed(PodFindings.nodeLost(pod), false);
    }
    if (late(started(), deadline().plus(MARGIN))) {
      return new Failed(PodFindings.deadline(pod), false);
    }
    if (pod.over()) {
      return new Waiting("Its pod ended; Kubernetes is about to say how.");
    }
    var since = pod.runningSince();
    if (since.isPresent()) {
      return new Running(since.get());
    }
    return late(started(), startDeadline)
        ? new Failed(PodFindings.stuck(pod), false)
        : new Waiting(pod.waitsFor());
  }

  private static Finding failure(JobCondition condition, @Nullable JobPod pod) {
    if ("DeadlineExceeded".equals(condition.getReason())) {
      return PodFindings.deadline(pod);
    }
    return pod == null
        ? new Finding(
            Reason.JobNodeLost,
            "The pod of the Job is gone, and with it what it said. Look for who deleted it, or for a node that went.")
        : PodFindings.failed(pod);
  }

  private Optional<JobPod> latest() {
    return pods.stream()
        .max(
            Comparator.comparing(
                (Pod pod) -> requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "")))
        .map(JobPod::new);
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    var status = job.getStatus();
    return status == null || status.getConditions() == null
        ? Optional.empty()
        : status.getConditions().stream()
            .filter(it -> type.equals(it.getType()) && "True".equals(it.getStatus()))
            .findFirst();
  }

  private Instant started() {
    var status = job.getStatus();
    var started = status == null ? null : status.getStartTime();
    return Instant.parse(
        started == null
            ? requireNonNullElse(job.getMetadata().getCreationTimestamp(), now.toString())
            : started);
  }

  private Duration deadline() {
    return Duration.ofSeconds(requireNonNullElse(job.getSpec().getActiveDeadlineSeconds(), 0L));
  }

  private boolean late(Instant since, Duration allowed) {
    return now.isAfter(since.plus(allowed));
  }
}
