/** What is left of the world when the operator is killed, at any point and at any time. */
@NullMarked
package io.vmoodle.operator.crash;

import org.jspecify.annotations.NullMarked;
