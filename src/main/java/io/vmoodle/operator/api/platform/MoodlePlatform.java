package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.vmoodle.operator.api.StoredPart;

/** A main Moodle with everything that its tenants share. */
@Group("vmoodle.io")
@Version("v1alpha1")
@Plural("moodleplatforms")
@Singular("moodleplatform")
@ShortNames("mplat")
@Categories("moodle")
@JsonClassDescription(
    """
    A main Moodle with what its tenants share: the registry of the plugin local_vmoodle, database \
    servers, releases of the code base, storage and routes, and who may be a tenant.""")
@AdditionalPrinterColumn(
    name = "URL",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.main.url")
@AdditionalPrinterColumn(
    name = "DEFAULT",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.defaultRelease")
@AdditionalPrinterColumn(
    name = "READY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "REASON",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
@ValidationRule(
    value =
        "size(self.metadata.name) <= 40 && "
            + "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name must have at most 40 characters: lower-case letters, "
            + "digits and '-', beginning with a letter")
public final class MoodlePlatform extends CustomResource<PlatformSpec, PlatformStatus>
    implements Namespaced {
  @Override
  @JsonDeserialize(using = StoredPart.class)
  public void setSpec(PlatformSpec spec) {
    super.setSpec(spec);
  }

  @Override
  @JsonDeserialize(using = StoredPart.class)
  public void setStatus(PlatformStatus status) {
    super.setStatus(status);
  }
}
