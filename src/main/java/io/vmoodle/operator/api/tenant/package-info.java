/** The VirtualMoodle resource: one tenant. */
@NullMarked
package io.vmoodle.operator.api.tenant;

import org.jspecify.annotations.NullMarked;
