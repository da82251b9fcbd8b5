package io.vmoodle.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyPodsTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void onlyReadyPodsAnswer() {
    var slice =
        slice(
            """
            endpoints:
              - {addresses: [10.0.0.1], conditions: {ready: true}}
              - {addresses: [10.0.0.2], conditions: {ready: false}}
            ports: [{port: 80}]
            """);

    assertThat(ReadyPods.of(List.of(slice))).containsOnlyKeys("moodle");
    assertThat(ReadyPods.of(List.of(slice)).get("moodle")).containsExactly("10.0.0.1:80");
  }

  @Test
  void aServiceMayHaveNoPodYet() {
    assertThat(ReadyPods.of(List.of(slice("endpoints: null\nports: null"))).get("moodle"))
        .isEmpty();
  }

  private static EndpointSlice slice(String further) {
    return YAML.unmarshal(
        "metadata: {name: moodle-1, labels: {kubernetes.io/service-name: moodle}}\n"
            + "addressType: IPv4\n"
            + further,
        EndpointSlice.class);
  }
}
