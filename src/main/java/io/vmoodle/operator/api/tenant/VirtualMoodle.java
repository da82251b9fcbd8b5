package io.vmoodle.operator.api.tenant;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A tenant: one virtual Moodle. */
@Group("vmoodle.io")
@Version("v1alpha1")
@ShortNames("vmoodle")
@Categories("vmoodle")
public final class VirtualMoodle extends CustomResource<TenantSpec, TenantStatus>
    implements Namespaced {}
