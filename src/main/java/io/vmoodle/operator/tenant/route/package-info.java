/** The way to a tenant: its own Ingress or HTTPRoute, or a path on the main host. */
@NullMarked
package io.vmoodle.operator.tenant.route;

import org.jspecify.annotations.NullMarked;
