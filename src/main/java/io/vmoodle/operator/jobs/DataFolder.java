package io.vmoodle.operator.jobs;

/**
 * The data folder of one tenant, which a Job's main container sees and nothing beside it.
 *
 * @param claimName PersistentVolumeClaim that holds the folders of all tenants
 * @param name the folder's name in the claim; empty for all of them
 * @param path where it is in the container: the same as in the web pods
 */
public record DataFolder(String claimName, String name, String path) {
  /**
   * The whole claim, for work that nothing of Moodle takes part in.
   *
   * @param path where it is in the container
   */
  public static DataFolder all(String claimName, String path) {
    return new DataFolder(claimName, "", path);
  }

  /** Whether it is the folders of all tenants. */
  boolean isAll() {
    return name.isEmpty();
  }
}
