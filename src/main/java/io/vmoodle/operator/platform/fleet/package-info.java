/** All tenants of a platform as registry and ledger have them, read by a few queries. */
@NullMarked
package io.vmoodle.operator.platform.fleet;

import org.jspecify.annotations.NullMarked;
