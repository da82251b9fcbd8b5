/** What a platform offers to its tenants, and whether it is open. */
@NullMarked
package io.vmoodle.operator.platform.state;

import org.jspecify.annotations.NullMarked;
