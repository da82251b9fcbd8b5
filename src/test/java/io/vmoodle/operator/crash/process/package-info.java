/** The operator as a process of its own, which can be killed at a point that was chosen before. */
@NullMarked
package io.vmoodle.operator.crash.process;

import org.jspecify.annotations.NullMarked;
