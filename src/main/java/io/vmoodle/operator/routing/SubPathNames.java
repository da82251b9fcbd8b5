package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vmoodle.operator.kube.Labels;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The list of sub-path names for web pods whose boot is the plugin's, which serves {@code /p/} only
 * if a symbolic link {@code p} is in Moodle's folder.
 *
 * <p>Format: one key {@value #KEY}; one name a line, sorted, each line ended by {@code \n}; empty
 * without tenants. Mounted as a file, {@code while read -r name; do ln -sfn . "$name"; done} makes
 * the links. Suspended tenants stay in the list: their route refuses them.
 */
public final class SubPathNames {
  private static final String KEY = "names";

  private SubPathNames() {}

  /** The ConfigMap {@code <platform>-subpaths}. */
  public static ConfigMap configMap(RouteDefaults defaults, Collection<SubPathTenant> tenants) {
    var names =
        tenants.stream()
            .map(SubPathTenant::subPath)
            .sorted()
            .map(name -> name + "\n")
            .collect(Collectors.joining());
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(defaults.namespace())
        .withName(RouteNames.ofSubPaths(defaults.platform()))
        .withLabels(Labels.ofPlatform(defaults.platform()))
        .endMetadata()
        .addToData(KEY, names)
        .build();
  }
}
