/** What tests need to run the whole operator against real servers. */
@NullMarked
package io.vmoodle.operator.harness;

import org.jspecify.annotations.NullMarked;
