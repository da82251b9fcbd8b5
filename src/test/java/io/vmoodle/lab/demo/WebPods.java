package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.lab.moodle.Release;
import java.util.List;
import java.util.stream.Collectors;

/** The pods that serve a release, which belong to the platform's owner. */
record WebPods(KubernetesClient client) {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** Makes them; they wait for the operator's boot. */
  void deploy(Release release) {
    client.resource(deployment(release)).create();
  }

  private static Deployment deployment(Release release) {
    return YAML.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: "moodle-%1$s", namespace: moodle}
        spec:
          replicas: 1
          selector: {matchLabels: {app: moodle, release: "%2$s"}}
          template:
            metadata: {labels: {app: moodle, release: "%2$s"}}
            spec:
              terminationGracePeriodSeconds: 0
              automountServiceAccountToken: false
              securityContext:
                runAsUser: 33
                runAsGroup: 33
                sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]
              containers:
                - name: web
                  image: %3$s
                  imagePullPolicy: IfNotPresent
                  command: [%4$s]
                  env:
                    - {name: PHP_CLI_SERVER_WORKERS, value: "4"}
                    - name: MOODLE_DB_PASSWORD
                      valueFrom: {secretKeyRef: {name: moodle-main, key: password}}
                  volumeMounts:
                    - {name: boot, mountPath: /etc/vmoodle/boot.php, subPath: boot.php, readOnly: true}
                    - {name: boot, mountPath: /etc/vmoodle/platform, readOnly: true}
                    - {name: data, mountPath: /srv/moodledata}
              volumes:
                - name: boot
                  configMap: {name: academie-boot}
                - name: data
                  persistentVolumeClaim: {claimName: moodledata}
        """
            .formatted(
                release.name().replace(".", ""),
                release.name(),
                MoodleImages.reference(release),
                quoted(MoodleImages.server())),
        Deployment.class);
  }

  private static String quoted(List<String> words) {
    return words.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }
}
