/** Tests of desired Jobs and of what is made of their ends. */
@NullMarked
package io.vmoodle.operator.jobs;

import org.jspecify.annotations.NullMarked;
