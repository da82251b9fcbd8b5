/**
 * What the operator knows of Moodle itself: what its database says, and what its code base holds.
 */
@NullMarked
package io.vmoodle.operator.moodle;

import org.jspecify.annotations.NullMarked;
