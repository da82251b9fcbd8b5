package io.vmoodle.operator.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.Map;

/** Manifests that tests apply; written as YAML, as people write them. */
public final class Manifests {
  /** The platform's name in every test. */
  public static final String PLATFORM = "academie";

  private Manifests() {}

  /** A platform whose registry is in database {@code registry} of an engine's server. */
  public static MoodlePlatform platform(String namespace, Engine engine, String registry) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: MoodlePlatform
        metadata: {namespace: %s, name: %s}
        spec:
          main: {url: "https://moodle.example.edu", release: "4.4"}
          registry: {server: first, database: %s}
          databaseServers:
            - name: first
              engine: %s
              host: 127.0.0.1
              admin: {port: %d, credentialsSecretRef: {name: admin}}
          releases:
            - {name: "4.4", image: "registry.example.edu/moodle:4.4", service: {name: moodle-44}}
            - {name: "4.5", image: "registry.example.edu/moodle:4.5", service: {name: moodle-45}}
          defaultRelease: "4.4"
          tenants:
            allowSubPaths: true
            adoption: Allowed
            deletionPolicies: [Retain, Delete]
            maxDeletionsPerHour: 1000
          storage: {claimName: moodledata, mountPath: /srv/moodledata}
        """
            .formatted(namespace, PLATFORM, registry, engine, Engines.lab(engine).port()),
        MoodlePlatform.class);
  }

  /**
   * An entry of {@code databaseServers} as JSON, for patches.
   *
   * @param further more fields, each with a leading comma
   */
  public static String databaseServer(String name, Engine engine, int port, String further) {
    return """
        {"name": "%s", "engine": "%s", "host": "127.0.0.1",
         "admin": {"port": %d, "credentialsSecretRef": {"name": "admin"}}%s}
        """
        .formatted(name, engine, port, further);
  }

  /** The Secret with the operator's account. */
  public static Secret adminSecret(String namespace) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("admin")
        .endMetadata()
        .withStringData(
            Map.of("username", DatabaseLab.ADMIN, "password", DatabaseLab.ADMIN_PASSWORD))
        .build();
  }

  /** The tenant with its database on that server of the platform. */
  public static VirtualMoodle on(VirtualMoodle tenant, String server) {
    return with(
        tenant, "{\"spec\": {\"placement\": {\"databaseServer\": \"%s\"}}}".formatted(server));
  }

  /** A tenant that is to be installed at a host. */
  public static VirtualMoodle tenant(String namespace, String name, String host) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: %s}
        spec:
          platformRef: {name: %s}
          address: {host: %s}
          site: {fullName: Lycée %s, shortName: %s}
        """
            .formatted(namespace, name, PLATFORM, host, name, name),
        VirtualMoodle.class);
  }

  /** A tenant whose Moodle is in an existing database. */
  public static VirtualMoodle existing(
      String namespace, String name, String address, String database, String secret) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: %s}
        spec:
          platformRef: {name: %s}
          address: {%s}
          site: {fullName: Lycée %s, shortName: %s}
          source:
            type: Existing
            existing:
              server: first
              database: %s
              dataDir: /srv/moodledata/%s
              credentialsSecretRef: {name: %s}
        """
            .formatted(namespace, name, PLATFORM, address, name, name, database, database, secret),
        VirtualMoodle.class);
  }

  /**
   * A manifest with some fields set otherwise.
   *
   * @param json merged into it as by {@code kubectl patch --type=merge}; null removes a field
   */
  @SuppressWarnings("unchecked")
  public static <T extends HasMetadata> T with(T manifest, String json) {
    var serialization = new KubernetesSerialization();
    var changed = serialization.<JsonNode>convertValue(manifest, JsonNode.class);
    merge((ObjectNode) changed, serialization.<JsonNode>unmarshal(json, JsonNode.class));
    return (T) serialization.convertValue(changed, manifest.getClass());
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    for (var field : patch.properties()) {
      var there = target.get(field.getKey());
      if (field.getValue().isNull()) {
        target.remove(field.getKey());
      } else if (field.getValue().isObject() && there instanceof ObjectNode object) {
        merge(object, field.getValue());
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }
}
