/**
 * The next step of a tenant, from the facts alone: stages in the order of the design. Nothing here
 * acts.
 */
@NullMarked
package io.vmoodle.operator.tenant.plan;

import org.jspecify.annotations.NullMarked;
