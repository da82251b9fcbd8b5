package io.vmoodle.operator.jobs;

import java.util.Map;

/**
 * Environment variables whose values are in a Secret.
 *
 * @param secretName the Secret, in the Job's namespace
 * @param keys its keys by the variables' names
 */
public record SecretEnv(String secretName, Map<String, String> keys) {
  /** Copies what can change. */
  public SecretEnv {
    keys = Map.copyOf(keys);
  }
}
