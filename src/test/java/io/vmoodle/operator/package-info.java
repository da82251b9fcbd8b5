/** Tests of the operator as a whole and as a process. */
@NullMarked
package io.vmoodle.operator;

import org.jspecify.annotations.NullMarked;
