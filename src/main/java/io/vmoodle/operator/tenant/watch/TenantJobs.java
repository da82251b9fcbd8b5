package io.vmoodle.operator.tenant.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Set;

/** The Jobs that work on tenants, and their pods. */
public interface TenantJobs extends Children<Job> {
  /** The pods of a Job, as a watch has them. */
  List<Pod> pods(String namespace, String job);

  /** The names of a tenant's Jobs, as a watch has them. */
  Set<String> ofTenant(String namespace, String tenantId);

  /** The names of a platform's Jobs that may still do something. */
  Set<String> open(String namespace, String platform);
}
