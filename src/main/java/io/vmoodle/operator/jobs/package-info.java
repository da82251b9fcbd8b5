/** Desired Jobs, and what became of them: pure functions, no cluster. */
@NullMarked
package io.vmoodle.operator.jobs;

import org.jspecify.annotations.NullMarked;
