/**
 * Whether a tenant may be what its resource asks for: a chain of small policies, each with its
 * reason.
 */
@NullMarked
package io.vmoodle.operator.tenant.acceptance;

import org.jspecify.annotations.NullMarked;
