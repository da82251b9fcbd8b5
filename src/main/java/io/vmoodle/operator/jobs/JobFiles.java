package io.vmoodle.operator.jobs;

/**
 * The ConfigMaps with the operator's own files, which every Job mounts.
 *
 * @param boot the platform's, with {@code boot.php} and {@code platform.json}
 * @param scripts with the switch file and the scripts of Jobs; its name changes with its content
 */
public record JobFiles(String boot, String scripts) {
  /** What is below this folder of a pod is the operator's. */
  public static final String FOLDER = "/etc/vmoodle";

  /** The boot, which config.php in the image includes. */
  public static final String BOOT = FOLDER + "/boot.php";

  /** Where {@code platform.json} is, which the boot reads. */
  public static final String PLATFORM = FOLDER + "/platform";

  /** Where the switch file and the scripts are. */
  public static final String SCRIPTS = FOLDER + "/job";

  /** Where the values of the Job's Secret are. */
  public static final String SECRETS = FOLDER + "/secret";
}
