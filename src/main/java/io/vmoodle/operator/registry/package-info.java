/** The rows of {@code local_vmoodle} in the main Moodle's database, by which Moodle switches. */
@NullMarked
package io.vmoodle.operator.registry;

import org.jspecify.annotations.NullMarked;
