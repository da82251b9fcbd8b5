package io.vmoodle.operator.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to run, once, in one pod.
 *
 * @param namespace the platform's
 * @param name at most 63 characters, the same for the same work; never with the operator's version
 *     in it, or a new operator would run everything again
 * @param labels of the Job and its pod, with the operator's marks
 * @param annotations of the Job and its pod
 * @param image the release's
 * @param codePath folder of Moodle's code in the image, in which the command runs
 * @param command what runs, with its arguments
 * @param env environment variables by name; nothing secret
 * @param files the operator's own files, below {@value JobFiles#FOLDER}
 * @param secretFiles keys of a Secret that are files; null for none
 * @param secretEnv environment variables from another Secret; null for none
 * @param folder the tenant's data folder; null for work that touches none
 * @param deadline how long the Job may take from its start
 */
public record JobRequest(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    String image,
    String codePath,
    List<String> command,
    Map<String, String> env,
    JobFiles files,
    @Nullable SecretFiles secretFiles,
    @Nullable SecretEnv secretEnv,
    @Nullable DataFolder folder,
    Duration deadline) {
  /** One without environment variables from a Secret. */
  public JobRequest(
      String namespace,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      String image,
      String codePath,
      List<String> command,
      Map<String, String> env,
      JobFiles files,
      @Nullable SecretFiles secretFiles,
      @Nullable DataFolder folder,
      Duration deadline) {
    this(
        namespace,
        name,
        labels,
        annotations,
        image,
        codePath,
        command,
        env,
        files,
        secretFiles,
        null,
        folder,
        deadline);
  }

  /** Copies what can change. */
  public JobRequest {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }
}
