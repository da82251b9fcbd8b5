package io.vmoodle.operator.api.tenant;

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

/** A tenant: one virtual Moodle. */
@Group("vmoodle.io")
@Version("v1alpha1")
@Plural("virtualmoodles")
@Singular("virtualmoodle")
@ShortNames("vmoodle")
@Categories("moodle")
@JsonClassDescription(
    """
    A tenant: one virtual Moodle with an address, a database and a data folder of its own, \
    served by the shared code base of its platform.""")
@AdditionalPrinterColumn(
    name = "URL",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.url")
@AdditionalPrinterColumn(
    name = "RELEASE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.release")
@AdditionalPrinterColumn(
    name = "READY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "UPTODATE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"UpToDate\")].status")
@AdditionalPrinterColumn(
    name = "REASON",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
    name = "UPGRADE",
    priority = 1,
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"UpToDate\")].reason")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
@ValidationRule(
    value = "size(self.metadata.name) <= 40 && !self.metadata.name.contains('.')",
    message = "metadata.name must have at most 40 characters and no dot")
public final class VirtualMoodle extends CustomResource<TenantSpec, TenantStatus>
    implements Namespaced {
  @Override
  @JsonDeserialize(using = StoredPart.class)
  public void setSpec(TenantSpec spec) {
    super.setSpec(spec);
  }

  @Override
  @JsonDeserialize(using = StoredPart.class)
  public void setStatus(TenantStatus status) {
    super.setStatus(status);
  }
}
