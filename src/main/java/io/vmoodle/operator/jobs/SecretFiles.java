package io.vmoodle.operator.jobs;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keys of a Secret that are files in {@value JobFiles#SECRETS}; whatever else is in it, the pod
 * does not get.
 *
 * @param secretName the Secret, in the Job's namespace
 * @param keys its keys, which are the files' names
 */
public record SecretFiles(String secretName, SortedSet<String> keys) {
  /** Copies what can change. */
  public SecretFiles {
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }

  /** One key. */
  public static SecretFiles of(String secretName, String key) {
    return new SecretFiles(secretName, new TreeSet<>(Set.of(key)));
  }

  /** Where a key is found in the pod. */
  public static String path(String key) {
    return JobFiles.SECRETS + "/" + key;
  }
}
