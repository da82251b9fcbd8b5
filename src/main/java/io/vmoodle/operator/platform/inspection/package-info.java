/** One look at a platform, on a timer. */
@NullMarked
package io.vmoodle.operator.platform.inspection;

import org.jspecify.annotations.NullMarked;
