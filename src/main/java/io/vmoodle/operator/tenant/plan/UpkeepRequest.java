package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.jobs.DataFolder;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobRequest;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Jobs of tasks: what maintenance.sh and trash.sh are told. */
public final class UpkeepRequest {
  /** To write one small file, with the start of PHP. */
  private static final Duration MAINTENANCE = Duration.ofMinutes(10);

  /** Millions of files may have to go, and a next attempt goes on where it stopped. */
  private static final Duration TRASH = Duration.ofHours(6);

  private static final String CLAIM = "/claim";
  private static final String RESULT = "/dev/termination-log";

  private UpkeepRequest() {}

  /**
   * The Job.
   *
   * @param files the operator's own files
   */
  public static JobRequest of(Wish wish, LedgerTenant tenant, Task task, JobFiles files) {
    return task.kind() == TaskKind.TRASH
        ? trash(wish, tenant, task, files)
        : maintenance(wish, tenant, task, files);
  }

  private static JobRequest maintenance(Wish wish, LedgerTenant tenant, Task task, JobFiles files) {
    var platform = wish.platform();
    return request(
        wish,
        tenant,
        task,
        platform.release(tenant.release()).orElseThrow(),
        List.of(
            "/bin/sh",
            JobFiles.SCRIPTS + "/maintenance.sh",
            task.kind() == TaskKind.MAINTENANCE_ON ? "on" : "off"),
        Map.of(
            "VMOODLE_HOST",
            tenant.url(),
            "VMOODLE_TENANT_ID",
            tenant.id(),
            "VMOODLE_ALLOW",
            "disabled",
            "VMOODLE_RESULT",
            RESULT),
        files,
        new DataFolder(platform.spec().storage().claimName(), tenant.id(), tenant.dataDir()),
        MAINTENANCE);
  }

  /** Any image has what it takes; that of a release which is gone may be gone, too. */
  private static JobRequest trash(Wish wish, LedgerTenant tenant, Task task, JobFiles files) {
    var platform = wish.platform();
    return request(
        wish,
        tenant,
        task,
        platform
            .release(tenant.release())
            .or(() -> platform.release(platform.spec().main().release()))
            .orElseThrow(),
        List.of(
            "/bin/sh",
            JobFiles.SCRIPTS + "/trash.sh",
            CLAIM,
            tenant.id(),
            Long.toString(task.number())),
        Map.of("VMOODLE_TENANT_ID", tenant.id(), "VMOODLE_RESULT", RESULT),
        files,
        DataFolder.all(platform.spec().storage().claimName(), CLAIM),
        TRASH);
  }

  private static JobRequest request(
      Wish wish,
      LedgerTenant tenant,
      Task task,
      ReleaseSpec release,
      List<String> command,
      Map<String, String> env,
      JobFiles files,
      DataFolder folder,
      Duration deadline) {
    return new JobRequest(
        wish.platform().namespace(),
        UpkeepJob.name(tenant.id(), task),
        Labels.ofTenant(wish.platform().name(), tenant.id()),
        Labels.annotationsOfTenant(wish.namespace(), wish.name()),
        release.image(),
        release.codePath(),
        command,
        env,
        files,
        null,
        folder,
        deadline);
  }
}
