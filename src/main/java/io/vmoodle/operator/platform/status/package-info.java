/** What is said of a platform: conditions and status. */
@NullMarked
package io.vmoodle.operator.platform.status;

import org.jspecify.annotations.NullMarked;
