package io.vmoodle.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict.Failed;
import io.vmoodle.operator.jobs.JobVerdict.Running;
import io.vmoodle.operator.jobs.JobVerdict.Succeeded;
import io.vmoodle.operator.jobs.JobVerdict.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobVerdictTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Instant CREATED = Instant.parse("2026-01-02T03:00:00Z");
  private static final Instant SOON = CREATED.plusSeconds(60);
  private static final Instant LATER = CREATED.plus(Duration.ofMinutes(11));
  private static final String UNSCHEDULABLE =
      """
      phase: Pending
      conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "0/1 nodes are available."}]
      """;

  @Test
  void withoutAJobThereIsNothingToSay() {
    assertThat(JobVerdict.of(null, List.of(), SOON, Duration.ofMinutes(10)))
        .isEqualTo(new JobVerdict.Absent());
  }

  @Test
  void aPodThatIsNotMadeIsWaitedForUntilTheDeadline() {
    assertThat(verdict(SOON, "{}")).isEqualTo(new Waiting("Its pod is not made yet."));
    assertThat(verdict(LATER, "{}")).isInstanceOf(Failed.class);
    assertThat(failure(verdict(LATER, "{}"))).isEqualTo(Reason.JobNotStarted);
  }

  @Test
  void aPodThatNoNodeTakesSaysSo() {
    assertThat(verdict(SOON, "{}", UNSCHEDULABLE))
        .isEqualTo(new Waiting("No node takes its pod: 0/1 nodes are available."));

    var late = verdict(LATER, "{}", UNSCHEDULABLE);

    assertThat(failure(late)).isEqualTo(Reason.JobUnschedulable);
    assertThat(((Failed) late).ended()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ImagePullBackOff, JobImageUnavailable",
    "ErrImagePull, JobImageUnavailable",
    "InvalidImageName, JobImageUnavailable",
    "CreateContainerConfigError, JobNotStarted",
    "ContainerCreating, JobNotStarted"
  })
  void aContainerThatDoesNotStartIsGivenUpAtTheDeadline(String reason, Reason expected) {
    var status =
        """
        phase: Pending
        initContainerStatuses:
          - {name: folder, state: {waiting: {reason: %s, message: Back-off pulling image}}}
        """
            .formatted(reason);

    assertThat(verdict(SOON, "{}", status)).isInstanceOf(Waiting.class);
    assertThat(failure(verdict(LATER, "{}", status))).isEqualTo(expected);
  }

  /** The work may take longer than a pod may take to start. */
  @Test
  void whatRunsIsNotLate() {
    var status =
        """
        phase: Running
        initContainerStatuses:
          - {name: folder, state: {terminated: {exitCode: 0, finishedAt: "2026-01-02T03:00:20Z"}}}
        containerStatuses:
          - {name: main, state: {running: {startedAt: "2026-01-02T03:00:30Z"}}}
        """;

    assertThat(verdict(LATER, "{}", status))
        .isEqualTo(new Running(Instant.parse("2026-01-02T03:00:30Z")));
  }

  /** A Secret that is missing shows only then. */
  @Test
  void aSecondContainerThatDoesNotStartIsNoWork() {
    var status =
        """
        phase: Pending
        initContainerStatuses:
          - {name: folder, state: {terminated: {exitCode: 0, finishedAt: "2026-01-02T03:00:20Z"}}}
        containerStatuses:
          - {name: main, state: {waiting: {reason: CreateContainerConfigError, message: no secret}}}
        """;

    assertThat(verdict(SOON, "{}", status)).isInstanceOf(Waiting.class);
    assertThat(failure(verdict(LATER, "{}", status))).isEqualTo(Reason.JobNotStarted);
  }

  @Test
  void aPodThatEndedIsNoVerdictBeforeTheJobSaysSo() {
    assertThat(verdict(LATER, "{}", ended(1, "Error", ""))).isInstanceOf(Waiting.class);
  }

  @Test
  void successCarriesWhatTheSwitchFileSaid() {
    var verdict =
        verdict(
            LATER, COMPLETE, ended(0, "Completed", "{\"outcome\":\"Ended\",\"version\":\"7\"}"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Succeeded.class,
            it -> assertThat(it.result()).extracting(SwitchResult::version).isEqualTo("7"));
  }

  @Test
  void successNeedsNoWords() {
    assertThat(verdict(LATER, COMPLETE)).isEqualTo(new Succeeded(null));
  }

  @ParameterizedTest
  @CsvSource({
    "86, Error, JobNotSwitched",
    "75, Error, JobBusy",
    "1, Error, JobFailed",
    "255, Error, JobFailed",
    "137, OOMKilled, JobOutOfMemory"
  })
  void failuresAreToldApart(int code, String reason, Reason expected) {
    assertThat(failure(verdict(SOON, FAILED, ended(code, reason, "")))).isEqualTo(expected);
  }

  @Test
  void aFailureShowsTheLastLines() {
    var lines = "one\\ntwo\\nthree\\nfour\\nfive\\nsix\\nseven\\neight\\n!!! Error !!!\\n";

    var verdict =
        verdict(
            SOON,
            FAILED,
            ended(
                1,
                "Error",
                "{\"outcome\":\"Fatal\",\"reason\":null,\"output\":\"%s\"}".formatted(lines)));

    assertThat(((Failed) verdict).finding().message())
        .contains("exit code 1: two / three")
        .contains("eight / !!! Error !!!. Its log");
  }

  /** Where a script died before the switch file could speak, Kubernetes hands out the log's end. */
  @Test
  void aFailureShowsTheLogsEndWhereThereIsNoResult() {
    assertThat(
            ((Failed) verdict(SOON, FAILED, ended(127, "Error", "sh: php: not found")))
                .finding()
                .message())
        .contains("exit code 127: sh: php: not found. Its log");
  }

  @Test
  void aPodThatIsGoneIsALostNode() {
    assertThat(failure(verdict(SOON, FAILED))).isEqualTo(Reason.JobNodeLost);
  }

  @ParameterizedTest
  @CsvSource({"reason: NodeLost", "reason: Evicted"})
  void aPodThatWasTakenAwayIsALostNode(String status) {
    assertThat(failure(verdict(SOON, FAILED, ended(137, "Error", "") + status + "\n")))
        .isEqualTo(Reason.JobNodeLost);
  }

  /** The Job controller waits for a pod of a node that went as long as the pod is there. */
  @Test
  void aPodThatDoesNotGoIsALostNode() {
    var pod = pod("phase: Running");
    pod.getMetadata().setDeletionTimestamp(SOON.toString());

    var verdict = JobVerdict.of(job("{}"), List.of(pod), LATER, Duration.ofMinutes(10));

    assertThat(failure(verdict)).isEqualTo(Reason.JobNodeLost);
    assertThat(((Failed) verdict).ended()).isFalse();
  }

  @Test
  void theDeadlineIsSaidAsSuch() {
    var over =
        "conditions: [{type: Failed, status: \"True\", reason: DeadlineExceeded, message: was active longer}]";

    assertThat(failure(verdict(LATER, over))).isEqualTo(Reason.JobDeadlineExceeded);
  }

  /** No controller may be there to say it. */
  @Test
  void theDeadlineHoldsWhereNobodyEndsTheJob() {
    var running =
        """
        phase: Running
        containerStatuses: [{name: main, state: {running: {startedAt: "2026-01-02T03:00:30Z"}}}]
        """;

    assertThat(failure(verdict(CREATED.plus(Duration.ofMinutes(33)), "{}", running)))
        .isEqualTo(Reason.JobDeadlineExceeded);
  }

  private static final String COMPLETE = "conditions: [{type: Complete, status: \"True\"}]";
  private static final String FAILED =
      "conditions: [{type: Failed, status: \"True\", reason: BackoffLimitExceeded}]";

  private static Reason failure(JobVerdict verdict) {
    assertThat(verdict).isInstanceOf(Failed.class);
    return ((Failed) verdict).finding().reason();
  }

  private static String ended(int code, String reason, String message) {
    return """
    phase: %s
    containerStatuses:
      - name: main
        state: {terminated: {exitCode: %d, reason: %s, message: '%s'}}
    """
        .formatted(code == 0 ? "Succeeded" : "Failed", code, reason, message);
  }

  private static JobVerdict verdict(Instant now, String job, String... pods) {
    return JobVerdict.of(
        job(job),
        List.of(pods).stream().map(JobVerdictTest::pod).toList(),
        now,
        Duration.ofMinutes(10));
  }

  private static Job job(String status) {
    return YAML.unmarshal(
        """
        metadata: {name: vm-abcdefghij-install-1, namespace: home, creationTimestamp: "%s"}
        spec: {activeDeadlineSeconds: 1800}
        status:
        %s
        """
            .formatted(CREATED, status.indent(2)),
        Job.class);
  }

  private static Pod pod(String status) {
    return YAML.unmarshal(
        """
        metadata: {name: vm-abcdefghij-install-1-x2x2x, namespace: home}
        status:
        %s
        """
            .formatted(status.indent(2)),
        Pod.class);
  }
}
