package io.vmoodle.operator.platform.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.moodle.ShippedScripts;

/**
 * What web pods and Jobs mount for config.php: the boot, and which release the main Moodle is on;
 * and the switch file for people's own Jobs. The name is fixed, because people write it into
 * manifests.
 */
public final class BootFiles {
  /** Key of the boot. */
  public static final String BOOT = "boot.php";

  /** Key of what the boot reads at each request. */
  public static final String PLATFORM = "platform.json";

  /** Key of the switch file, for cron and whatever else people run. */
  public static final String SWITCH = "switch.php";

  private BootFiles() {}

  /** Name of the ConfigMap. */
  public static String name(String platform) {
    return platform + "-boot";
  }

  /**
   * The ConfigMap.
   *
   * @param mainRelease the release that the main Moodle's database is on
   */
  public static ConfigMap configMap(String namespace, String platform, String mainRelease) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(platform))
        .withLabels(Labels.ofPlatform(platform))
        .endMetadata()
        .addToData(BOOT, ShippedScripts.boot())
        .addToData(SWITCH, ShippedScripts.switchFile())
        .addToData(
            PLATFORM,
            JsonNodeFactory.instance.objectNode().put("release", mainRelease).toString() + "\n")
        .build();
  }
}
