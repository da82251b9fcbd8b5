/** What happens when something that the operator needs is slow, away, or not as it should be. */
@NullMarked
package io.vmoodle.operator.faults;

import org.jspecify.annotations.NullMarked;
