package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.vmoodle.lab.cluster.PhpPods;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Installs Moodles as people did before there was an operator: one by one, by hand. */
record OldInstaller(PodCluster cluster) {
  /** A real Moodle takes minutes on a slow machine. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String CONFIG =
      """
      <?php
      unset($CFG);
      global $CFG;
      $CFG = new stdClass();
      foreach (['dbtype', 'dbhost', 'dbname', 'dbuser', 'dbpass', 'wwwroot', 'dataroot'] as $name) {
          $CFG->$name = getenv($name);
      }
      $CFG->prefix = 'mdl_';
      $CFG->dboptions = [];
      $CFG->directorypermissions = 02777;
      require_once(__DIR__ . '/lib/setup.php');
      """;

  /** Installs one in an empty database, whose login has its name. */
  void install(Engine engine, String database, String password, String url, String dataroot) {
    var name = "install-" + database.replace('_', '-');
    var pod =
        PhpPods.running("moodle", name, MoodleImages.reference(Release.NEW), "")
            .editSpec()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("moodledata", false)
            .endVolume()
            .addNewVolume()
            .withName("scratch")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .editFirstContainer()
            .withCommand(
                "sh",
                "-ec",
                """
                cp -r %s /tmp/code
                printf '%%s' "$CONFIG" > /tmp/code/config.php
                cd /tmp/code
                php admin/cli/install_database.php --agree-license --adminpass=Before-2020 \\
                    --fullname="$dbname" --shortname="$dbname"
                """
                    .formatted(ReleaseSpec.DEFAULT_CODE_PATH))
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/srv/moodledata")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("scratch")
            .withMountPath("/tmp")
            .endVolumeMount()
            .withEnv(
                Map.of(
                        "CONFIG", CONFIG,
                        "dbtype", engine == Engine.PostgreSQL ? "pgsql" : "mariadb",
                        "dbhost", engine.name().toLowerCase(Locale.ROOT) + ".databases.svc",
                        "dbname", database,
                        "dbuser", database,
                        "dbpass", password,
                        "wwwroot", url,
                        "dataroot", dataroot)
                    .entrySet()
                    .stream()
                    .map(it -> new EnvVar(it.getKey(), it.getValue(), null))
                    .toList())
            .endContainer()
            .endSpec()
            .build();
    PhpPods.succeed(cluster.client(), pod, LIMIT);
    cluster.client().resource(pod).delete();
  }
}
