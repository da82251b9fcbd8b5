/** The files of {@code examples/}: read, applied and used by tests and the demo. */
@NullMarked
package io.vmoodle.lab.examples;

import org.jspecify.annotations.NullMarked;
