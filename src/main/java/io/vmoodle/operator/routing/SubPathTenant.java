package io.vmoodle.operator.routing;

import java.util.regex.Pattern;

/**
 * A tenant that lives below the main host.
 *
 * @param subPath one path element, without slashes
 * @param route the rest of what its route depends on
 */
public record SubPathTenant(String subPath, TenantRoute route) {
  private static final Pattern ELEMENT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Refuses what could reach beyond one path element. */
  public SubPathTenant {
    if (!ELEMENT.matcher(subPath).matches()) {
      throw new IllegalArgumentException("not a single path element in lower case: " + subPath);
    }
  }
}
