package io.vmoodle.operator.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.vmoodle.operator.kube.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a Job, as far as Kubernetes tells. */
public sealed interface JobVerdict {
  /** There is no such Job. */
  record Absent() implements JobVerdict {}

  /**
   * Its pod does not run yet.
   *
   * @param why for people; ends with a full stop
   */
  record Waiting(String why) implements JobVerdict {}

  /** Its pod runs. */
  record Running(Instant since) implements JobVerdict {}

  /**
   * It ended as it should; a hint, no proof.
   *
   * @param result what the switch file said; null where it said nothing
   */
  record Succeeded(@Nullable SwitchResult result) implements JobVerdict {}

  /**
   * It did not, or will not. A pod of it may still run where nobody sees it.
   *
   * @param finding why, with the last lines, and what to do
   * @param ended false: it is given up and should be removed
   */
  record Failed(Finding finding, boolean ended) implements JobVerdict {}

  /** Whether it may still come to an end by itself. */
  default boolean open() {
    return this instanceof Waiting || this instanceof Running;
  }

  /** Whether Kubernetes says that a Job is over, however it ended. */
  static boolean isOver(Job job) {
    return Judgement.isOver(job);
  }

  /**
   * Judges a Job.
   *
   * @param job null: there is none
   * @param pods its pods, as far as they are there
   * @param startDeadline how long a pod may take to start
   */
  static JobVerdict of(@Nullable Job job, List<Pod> pods, Instant now, Duration startDeadline) {
    return job == null ? new Absent() : new Judgement(job, pods, now, startDeadline).verdict();
  }
}
