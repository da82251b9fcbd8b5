/** Tests of the registry. */
@NullMarked
package io.vmoodle.operator.registry;

import org.jspecify.annotations.NullMarked;
