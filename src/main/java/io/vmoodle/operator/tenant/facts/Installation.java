package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.jobs.JobVerdict;
import java.util.Set;

/**
 * What there is of a tenant's installation, besides what the ledger says of it.
 *
 * @param job what became of the attempt's Job
 * @param due whether the attempt may begin: the one before it was long enough ago
 * @param jobs names of its Jobs that are there, of all attempts
 * @param openJobs those that may still do something, that of its task aside
 * @param podsLeft whether a pod of a Job may still do something
 * @param secretStored whether the Secret for the Job is there
 * @param adminSecretStored whether the Secret with the administrator that nobody chose is there
 * @param leftovers databases of earlier attempts, which never served
 */
public record Installation(
    JobVerdict job,
    boolean due,
    Set<String> jobs,
    Set<String> openJobs,
    boolean podsLeft,
    boolean secretStored,
    boolean adminSecretStored,
    Set<String> leftovers) {
  /** There is nothing. */
  public static final Installation NONE =
      new Installation(
          new JobVerdict.Absent(), true, Set.of(), Set.of(), false, false, false, Set.of());

  /** Copies what it is given. */
  public Installation {
    jobs = Set.copyOf(jobs);
    openJobs = Set.copyOf(openJobs);
    leftovers = Set.copyOf(leftovers);
  }
}
