/** What makes a tenant be looked at again, and the children that are known from watches. */
@NullMarked
package io.vmoodle.operator.tenant.watch;

import org.jspecify.annotations.NullMarked;
