package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNullElse;

import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.jobs.DataFolder;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobRequest;
import io.vmoodle.operator.jobs.SecretFiles;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.tenant.facts.InstallNames;
import io.vmoodle.operator.tenant.facts.Wish;
import java.util.List;
import java.util.Map;

/** The Job that installs a tenant's Moodle: what install.sh is told. */
public final class InstallJob {
  private InstallJob() {}

  /**
   * The Job of the generation that the tenant's database is of.
   *
   * @param files the operator's own files
   */
  public static JobRequest of(Wish wish, LedgerTenant tenant, ReleaseSpec release, JobFiles files) {
    var platform = wish.platform();
    return new JobRequest(
        platform.namespace(),
        InstallNames.job(tenant.id(), tenant.generation()),
        Labels.ofTenant(platform.name(), tenant.id()),
        Labels.annotationsOfTenant(wish.namespace(), wish.name()),
        release.image(),
        release.codePath(),
        List.of("/bin/sh", JobFiles.SCRIPTS + "/install.sh"),
        env(wish, tenant),
        files,
        SecretFiles.of(InstallNames.secret(tenant.id()), InstallNames.PASSWORD),
        new DataFolder(platform.spec().storage().claimName(), tenant.id(), tenant.dataDir()),
        platform.spec().jobs().deadlines().installsWithin());
  }

  /** The row is not enabled before a Moodle is in the database, so that must be let through. */
  private static Map<String, String> env(Wish wish, LedgerTenant tenant) {
    var site = wish.spec().site();
    return Map.of(
        "VMOODLE_HOST", tenant.url(),
        "VMOODLE_TENANT_ID", tenant.id(),
        "VMOODLE_ALLOW", "disabled",
        "VMOODLE_RESULT", "/dev/termination-log",
        "VMOODLE_SITE_FULLNAME", site.fullName(),
        "VMOODLE_SITE_SHORTNAME", site.shortName(),
        "VMOODLE_SITE_SUMMARY", site.description(),
        "VMOODLE_SITE_LANGUAGE", site.language(),
        "VMOODLE_ADMIN_USERNAME", site.admin().username(),
        "VMOODLE_ADMIN_EMAIL", requireNonNullElse(site.admin().email(), ""));
  }
}
