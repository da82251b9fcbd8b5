/** What is said of a tenant: conditions, status and Events. */
@NullMarked
package io.vmoodle.operator.tenant.status;

import org.jspecify.annotations.NullMarked;
