/** Tests of the desired routes; most are files, see {@code src/test/resources/routing}. */
@NullMarked
package io.vmoodle.operator.routing;

import org.jspecify.annotations.NullMarked;
