package io.vmoodle.operator.api.platform;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A main Moodle with everything that its tenants share. */
@Group("vmoodle.io")
@Version("v1alpha1")
@ShortNames("mplat")
@Categories("vmoodle")
public final class MoodlePlatform extends CustomResource<PlatformSpec, PlatformStatus>
    implements Namespaced {}
