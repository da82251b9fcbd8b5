/** Checks that what docs/ and README.md say is so. */
@NullMarked
package io.vmoodle.operator.docs;

import org.jspecify.annotations.NullMarked;
