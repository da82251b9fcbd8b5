package io.vmoodle.operator.harness;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.image.ToolsImage;
import io.vmoodle.lab.moodle.MoodleImage;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import java.sql.SQLException;
import java.util.Map;

/**
 * A platform whose Jobs really run: its images are {@link MoodleImage}s, and pods reach the
 * database server by a way that the test holds.
 *
 * @param namespace of the platform
 * @param way to the server, for pods and the operator
 */
public record PodPlatform(
    KubernetesClient client, Engine engine, String namespace, String registry, TcpProxy way) {
  private static final String SERVER = "database";

  /** Makes what a main Moodle has that tenants' Jobs need. */
  public void prepare() throws SQLException {
    Engines.lab(engine)
        .execute(
            registry,
            engine == Engine.PostgreSQL ? "SET ROLE " + registry : "SET @unused = 0",
            "CREATE TABLE mdl_config (name VARCHAR(255) PRIMARY KEY, value TEXT)",
            "INSERT INTO mdl_config VALUES ('siteidentifier', 'Y2RlZmdoaWprbG1ub3BxmoodleTest')");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("main")
                .endMetadata()
                .addToStringData("password", "main-Secret-1")
                .build())
        .create();
    NamedWay.create(client, namespace, SERVER, engine, way);
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("php")
                .endMetadata()
                .withData(Map.of("moodle.ini", "max_input_vars = 5000"))
                .build())
        .create();
  }

  /**
   * Its manifest.
   *
   * @param images of its releases by their names
   */
  public MoodlePlatform manifest(Map<String, String> images) {
    var releases =
        images.entrySet().stream()
            .map(
                it ->
                    "{\"name\": \"%s\", \"image\": \"%s\", \"service\": {\"name\": \"moodle-%s\"}}"
                        .formatted(it.getKey(), it.getValue(), it.getKey().replace(".", "")))
            .collect(joining(", "));
    return Manifests.with(
        Manifests.platform(namespace, engine, registry),
        """
        {"spec": {
          "databaseServers": [
            {"name": "first", "engine": "%1$s", "host": "%8$s",
             "admin": {"host": "%2$s", "port": %3$d, "credentialsSecretRef": {"name": "admin"}}}],
          "releases": [%4$s],
          "rollout": {"settle": "0s", "maxConcurrent": 16, "haltAfterFailures": 100},
          "jobs": {
            "startDeadline": "20s",
            "maxConcurrent": 16,
            "toolsImage": "%7$s",
            "podTemplate": {
              "securityContext": {"runAsUser": 33, "runAsGroup": 33},
              "env": [
                {"name": "PHP_INI_SCAN_DIR", "value": ":/opt/php"},
                {"name": "MOODLE_DB_TYPE", "value": "%5$s"},
                {"name": "MOODLE_DB_HOST", "value": "%8$s"},
                {"name": "MOODLE_DB_NAME", "value": "%6$s"},
                {"name": "MOODLE_DB_PASSWORD",
                 "valueFrom": {"secretKeyRef": {"name": "main", "key": "password"}}}],
              "volumes": [{"name": "php", "configMap": {"name": "php"}}],
              "volumeMounts": [{"name": "php", "mountPath": "/opt/php"}]}}}}
        """
            .formatted(
                engine,
                way.address().getHostAddress(),
                way.port(),
                releases,
                engine == Engine.PostgreSQL ? "pgsql" : "mariadb",
                registry,
                ToolsImage.REFERENCE,
                "%s.%s.svc".formatted(SERVER, namespace)));
  }

  /** Of the two releases of the stand-in that differ. */
  public MoodlePlatform ofTwoReleases() {
    return manifest(
        Map.of(
            Release.OLD.name(), MoodleImage.reference(Release.OLD),
            Release.NEW.name(), MoodleImage.reference(Release.NEW)));
  }
}
