package io.vmoodle.operator.kube;

import java.util.Map;
import java.util.TreeMap;

/**
 * The labels and annotations by which the operator recognises what it made. Children of a tenant
 * live in the platform's namespace, where owner references cannot point across, so these marks are
 * the only link.
 */
public final class Labels {
  /**
   * Annotation that lets go of a resource whose deletion cannot go on, and leaves everything else
   * where it is; its value is the tenant's id or the platform's uid.
   */
  public static final String RELEASE_HOLD = "vmoodle.io/release-hold";

  /** Label: the ten characters that name everything of one tenant. */
  public static final String TENANT_ID = "vmoodle.io/tenant-id";

  /** Label: the name of the platform, which lives in the same namespace as the object. */
  public static final String PLATFORM = "vmoodle.io/platform";

  /** Label: who made the object; {@link #OPERATOR} on all of ours. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}; also the field manager of what the operator applies. */
  public static final String OPERATOR = "vmoodle-operator";

  /** Label with value {@code "true"}: a tenant may refer to this Secret. */
  public static final String TENANT_SECRET = "vmoodle.io/tenant-secret";

  /** Annotation: the namespace of the tenant that the object belongs to. */
  public static final String TENANT_NAMESPACE = "vmoodle.io/tenant-namespace";

  /** Annotation: the name of the tenant that the object belongs to. */
  public static final String TENANT_NAME = "vmoodle.io/tenant-name";

  /** Annotation on a route: the release that it leads to; absent on one that leads to none. */
  public static final String RELEASE = "vmoodle.io/release";

  private Labels() {}

  /** The labels of an object that serves a whole platform. */
  public static Map<String, String> ofPlatform(String platform) {
    var labels = new TreeMap<String, String>();
    labels.put(MANAGED_BY, OPERATOR);
    labels.put(PLATFORM, platform);
    return labels;
  }

  /** The labels of an object that belongs to one tenant. */
  public static Map<String, String> ofTenant(String platform, String tenantId) {
    var labels = ofPlatform(platform);
    labels.put(TENANT_ID, tenantId);
    return labels;
  }

  /** The annotations that lead a person from an object to the tenant it belongs to. */
  public static Map<String, String> annotationsOfTenant(String namespace, String name) {
    var annotations = new TreeMap<String, String>();
    annotations.put(TENANT_NAMESPACE, namespace);
    annotations.put(TENANT_NAME, name);
    return annotations;
  }
}
