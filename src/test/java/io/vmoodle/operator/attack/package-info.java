/** What tenants, neighbours and strangers try, against the whole operator on real servers. */
@NullMarked
package io.vmoodle.operator.attack;

import org.jspecify.annotations.NullMarked;
