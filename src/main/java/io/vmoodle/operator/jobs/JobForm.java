package io.vmoodle.operator.jobs;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.vmoodle.operator.api.platform.JobsSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A Job that runs once or fails: whether, when and as what it is tried again is the operator's to
 * decide, never the Job controller's.
 */
public final class JobForm {
  /** The container that does the work. */
  public static final String MAIN = "main";

  /** The container that makes the tenant's data folder, and knows no secret. */
  public static final String FOLDER = "folder";

  /** How long a Job that ended stays, with its pod's log: a day. */
  static final int KEPT_SECONDS = 86_400;

  /** How long a pod that is told to end may take; Moodle's scripts have nothing to tidy up. */
  private static final long GRACE_SECONDS = 10;

  private JobForm() {}

  /** The Job that does what is asked for, as the platform wants its Jobs. */
  public static Job of(JobsSpec jobs, JobRequest request) {
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace(request.namespace())
        .withName(request.name())
        .withLabels(new TreeMap<>(request.labels()))
        .withAnnotations(new TreeMap<>(request.annotations()))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withPodReplacementPolicy("Failed")
        .withActiveDeadlineSeconds(request.deadline().toSeconds())
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(new TreeMap<>(request.labels()))
        .withAnnotations(new TreeMap<>(request.annotations()))
        .endMetadata()
        .withSpec(pod(jobs, request))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(JobsSpec jobs, JobRequest request) {
    var overlay = jobs.podTemplate();
    var mounts = new JobMounts(request, overlay);
    var user = overlay.securityContext();
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(user.runAsUser())
        .withRunAsGroup(user.runAsGroup())
        .withFsGroup(user.fsGroup())
        // Of a large claim, handing over every file would take longer than the work.
        .withFsGroupChangePolicy(user.fsGroup() == null ? null : "OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withImagePullSecrets(Overlay.pullSecrets(overlay))
        .withNodeSelector(
            overlay.nodeSelector().isEmpty() ? null : new TreeMap<>(overlay.nodeSelector()))
        .withTolerations(Overlay.tolerations(overlay))
        .withInitContainers(folder(jobs, request, mounts))
        .withContainers(main(jobs, request, mounts))
        .withVolumes(mounts.volumes())
        .build();
  }

  private static Container main(JobsSpec jobs, JobRequest request, JobMounts mounts) {
    var overlay = jobs.podTemplate();
    return new ContainerBuilder()
        .withName(MAIN)
        .withImage(request.image())
        .withCommand(request.command().stream().map(JobForm::literal).toList())
        .withWorkingDir(request.codePath())
        .withEnv(env(jobs, request))
        .withEnvFrom(Overlay.envFrom(overlay))
        .withResources(Overlay.resources(overlay))
        .withSecurityContext(restricted())
        .withTerminationMessagePath("/dev/termination-log")
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withVolumeMounts(mounts.ofMain())
        .build();
  }

  /** Where Moodle runs, the whole claim is seen only by a few words of shell, before it does. */
  private static List<Container> folder(JobsSpec jobs, JobRequest request, JobMounts mounts) {
    var folder = request.folder();
    if (folder == null || folder.isAll()) {
      return List.of();
    }
    return List.of(
        new ContainerBuilder()
            .withName(FOLDER)
            .withImage(request.image())
            // The group is the claim's: web pods may run as another user of it.
            .withCommand(
                "/bin/sh",
                "-ec",
                "mkdir -p -m 2770 \"$1\"",
                FOLDER,
                JobMounts.CLAIM_PATH + "/" + folder.name())
            .withResources(Overlay.resources(jobs.podTemplate()))
            .withSecurityContext(restricted())
            .withTerminationMessagePath("/dev/termination-log")
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .withVolumeMounts(mounts.ofFolder())
            .build());
  }

  /** What the platform adds comes first, so that nothing of it stands for what the Job says. */
  private static List<EnvVar> env(JobsSpec jobs, JobRequest request) {
    var env = new ArrayList<>(Overlay.env(jobs.podTemplate()));
    env.removeIf(variable -> request.env().containsKey(variable.getName()));
    new TreeMap<>(request.env())
        .forEach(
            (name, value) ->
                env.add(new EnvVarBuilder().withName(name).withValue(literal(value)).build()));
    var secret = request.secretEnv();
    if (secret != null) {
      env.removeIf(variable -> secret.keys().containsKey(variable.getName()));
      new TreeMap<>(secret.keys())
          .forEach(
              (name, key) ->
                  env.add(
                      new EnvVarBuilder()
                          .withName(name)
                          .withNewValueFrom()
                          .withNewSecretKeyRef(key, secret.secretName(), false)
                          .endValueFrom()
                          .build()));
    }
    return env;
  }

  /**
   * Kubernetes puts the values of variables into what it finds in the form {@code $(NAME)}: a
   * tenant's name of that form would show what the platform's own variables hold.
   */
  private static String literal(String value) {
    return value.replace("$", "$$");
  }

  private static SecurityContext restricted() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
