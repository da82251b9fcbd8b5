package io.vmoodle.operator.platform.release;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobForm;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.ClusterTime;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One release, as far as this process followed its probe. At rest, with an answer, it asks nobody
 * anything but, now and then, which image web pods run. Not for use by several threads.
 */
final class ProbedRelease {
  /** How far a probe is. */
  enum Progress {
    /** Nothing is under way. */
    AT_REST,
    /** A Job is there, and did not end. */
    UNDER_WAY,
    /** A Job was made just now: looking again soon is worth it. */
    BEGUN
  }

  /** A probe that failed; what it said first is said until the next, so that nothing flickers. */
  private record Failure(String jobUid, Instant since, Finding finding) {}

  private final ProbeStore store;
  private final ClusterTime time;
  private boolean recordRead;
  private @Nullable ReleaseRecord record;
  private @Nullable Failure failure;
  private @Nullable Instant webPodsDue;
  private @Nullable Finding changed;
  private String asked = "";
  private int attempts;
  private Progress progress = Progress.AT_REST;

  ProbedRelease(ProbeStore store, ClusterTime time) {
    this.store = store;
    this.time = time;
  }

  /** How far it is after the last step. */
  Progress progress() {
    return progress;
  }

  /** Does the next thing there is to do, and tells what is known then. */
  ReleaseSeen step(ProbeJob probe, Instant now) {
    progress = Progress.AT_REST;
    var known = known(probe);
    if (known.isPresent()
        && !ProbePace.isDue(known.get(), probe, judged(known.get(), probe), now)) {
      return withWebPods(known.get(), probe, now);
    }
    var unanswered = ask(probe, now);
    // What an earlier probe of the same image said still holds while it is asked once more.
    return known(probe).map(it -> judged(it, probe)).orElse(unanswered);
  }

  /** What an earlier process kept of this very release; empty if nothing. */
  Optional<ReleaseSeen> kept(ProbeJob probe) {
    return known(probe).map(it -> judged(it, probe));
  }

  private Optional<ReleaseRecord> known(ProbeJob probe) {
    if (!recordRead) {
      record = store.record(probe).orElse(null);
      recordRead = true;
    }
    return Optional.ofNullable(record).filter(it -> it.source().equals(probe.source()));
  }

  private static ReleaseSeen judged(ReleaseRecord record, ProbeJob probe) {
    return ProbeReport.parse(record.json())
        .map(
            report ->
                new SetUp(probe.release(), probe.platform().getSpec().main().url(), report)
                    .judge(record.imageId()))
        .orElseGet(
            () ->
                ReleaseSeen.unread(
                    "What is kept of its code is of another version of the operator."));
  }

  private ReleaseSeen ask(ProbeJob probe, Instant now) {
    if (!asked.equals(probe.key())) {
      // Another question, whose attempts are counted anew.
      asked = probe.key();
      attempts = 0;
    }
    var job = store.job(probe);
    if (job != null && !probe.isOwn(job)) {
      return new ReleaseSeen(null, "", foreign(job), null);
    }
    var pods = job == null ? List.<Pod>of() : store.pods(job);
    var within = probe.platform().getSpec().jobs().startsWithin();
    time.saw(job == null ? List.of() : List.of(job));
    return switch (JobVerdict.of(job, pods, time.now(), within)) {
      case JobVerdict.Absent absent -> {
        attempts++;
        store.create(probe.attempt(attempts));
        progress = Progress.BEGUN;
        yield ReleaseSeen.unread("Job %s was made to read its code.".formatted(probe.name()));
      }
      case JobVerdict.Waiting(String why) -> {
        progress = Progress.UNDER_WAY;
        yield ReleaseSeen.unread("Job %s is to read its code. %s".formatted(probe.name(), why));
      }
      case JobVerdict.Running running -> {
        progress = Progress.UNDER_WAY;
        yield ReleaseSeen.unread("Job %s reads its code.".formatted(probe.name()));
      }
      case JobVerdict.Succeeded succeeded -> answer(probe, requireNonNull(job), pods, now);
      case JobVerdict.Failed(Finding finding, boolean ended) ->
          failed(requireNonNull(job), finding, now);
    };
  }

  private ReleaseSeen answer(ProbeJob probe, Job job, List<Pod> pods, Instant now) {
    var pod =
        pods.stream().max(Comparator.comparing(it -> it.getMetadata().getCreationTimestamp()));
    var main = pod.flatMap(ProbedRelease::main);
    if (pod.isEmpty() || main.isEmpty()) {
      return failed(job, unreadable("its pod is gone, and the answer with it"), now);
    }
    String log;
    try {
      log = store.log(pod.get());
    } catch (KubernetesClientException e) {
      return failed(
          job,
          unreadable(
              "the log of pod %s cannot be read: %s"
                  .formatted(pod.get().getMetadata().getName(), Refusal.of(e).orElse("no answer"))),
          now);
    }
    return switch (ProbeFrame.find(log, main.get().getState().getTerminated().getMessage())) {
      case ProbeFrame.Unreadable(String why) -> failed(job, unreadable(why), now);
      case ProbeFrame.Answer(String json, String sha256) ->
          ProbeReport.parse(json).isEmpty()
              ? failed(
                  job, unreadable("the answer is of a form that this operator does not know"), now)
              : keep(probe, job, json, ImageIds.plain(main.get().getImageID()), now);
    };
  }

  private ReleaseSeen keep(ProbeJob probe, Job job, String json, String imageId, Instant now) {
    var answer =
        new ReleaseRecord(probe.release().name(), probe.source(), probe.key(), imageId, now, json);
    var foreign = store.keep(probe, answer);
    if (foreign.isPresent()) {
      return failed(job, new Finding(Reason.ConfigMapConflict, foreign.get() + "."), now);
    }
    record = answer;
    failure = null;
    attempts = 0;
    webPodsDue = now;
    store.remove(job);
    return judged(answer, probe);
  }

  private ReleaseSeen failed(Job job, Finding finding, Instant now) {
    var uid = job.getMetadata().getUid();
    var known = failure;
    if (known == null || !known.jobUid().equals(uid)) {
      known = new Failure(uid, now, finding);
      failure = known;
    }
    attempts = ProbeJob.attemptOf(job);
    if (!now.isBefore(known.since().plus(ProbePace.pauseAfter(attempts)))) {
      store.remove(job);
    }
    return new ReleaseSeen(null, "", known.finding(), null);
  }

  private ReleaseSeen withWebPods(ReleaseRecord answer, ProbeJob probe, Instant now) {
    var seen = judged(answer, probe);
    if (webPodsDue == null || !now.isBefore(webPodsDue)) {
      webPodsDue = now.plus(ProbePace.WEB_PODS);
      changed =
          ImageIds.differing(answer.imageId(), probe.release().image(), store.webPods(probe))
              .map(id -> changedTo(id, answer, probe))
              .orElse(null);
    }
    return changed == null || seen.trouble() != null ? seen : seen.with(changed);
  }

  private static Finding changedTo(String id, ReleaseRecord answer, ProbeJob probe) {
    return new Finding(
        Reason.ReleaseChanged,
        "Web pods behind Service %s run image %s, and the code was read from %s, both named %s. Deploy the build that was read; a patched build is a release with another name."
            .formatted(
                probe.release().service().name(), id, answer.imageId(), probe.release().image()));
  }

  private static Finding foreign(Job job) {
    return new Finding(
        Reason.JobConflict,
        "Job %s/%s is not the operator's, and has the name of the one that is to read the release's code. Remove it."
            .formatted(job.getMetadata().getNamespace(), job.getMetadata().getName()));
  }

  private static Finding unreadable(String why) {
    return new Finding(
        Reason.ReleaseProbeFailed,
        "The Job that reads the release's code ended, and %s. It is tried again by itself."
            .formatted(why));
  }

  private static Optional<ContainerStatus> main(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .filter(it -> JobForm.MAIN.equals(it.getName()))
            .filter(it -> it.getState() != null && it.getState().getTerminated() != null)
            .findFirst();
  }
}
