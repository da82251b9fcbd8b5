package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import org.junit.jupiter.api.Test;

class LeanSerializationTest {
  private static final String METADATA =
      """
      "metadata": {"name": "hugo", "uid": "u", "labels": {"a": "b"}, "managedFields": [
        {"manager": "kubectl", "operation": "Apply", "fieldsType": "FieldsV1",
         "fieldsV1": {"f:spec": {"f:site": {}}}}]}
      """;

  @Test
  void leavesOutWhoManagesWhichFieldAndNothingElse() {
    var map =
        LeanSerialization.create()
            .unmarshal(
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {\"k\": \"v\"}, %s}"
                    .formatted(METADATA),
                ConfigMap.class);

    assertThat(map.getMetadata().getManagedFields()).isEmpty();
    assertThat(map.getMetadata().getAdditionalProperties()).isEmpty();
    assertThat(map.getMetadata().getUid()).isEqualTo("u");
    assertThat(map.getMetadata().getLabels()).containsEntry("a", "b");
    assertThat(map.getData()).containsEntry("k", "v");
  }

  @Test
  void soItIsWithTenants() {
    var serialization = LeanSerialization.create();

    var tenant =
        serialization.unmarshal(
            "{\"apiVersion\": \"vmoodle.io/v1alpha1\", \"kind\": \"VirtualMoodle\", %s}"
                .formatted(METADATA),
            VirtualMoodle.class);

    assertThat(tenant.getMetadata().getManagedFields()).isEmpty();
    assertThat(serialization.asJson(tenant)).contains("hugo").doesNotContain("managedFields");
  }
}
