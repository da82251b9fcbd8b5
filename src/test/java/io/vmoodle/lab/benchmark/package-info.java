/** Measures the operator against a writer without a controller: {@code docs/numbers.md}. */
@NullMarked
package io.vmoodle.lab.benchmark;

import org.jspecify.annotations.NullMarked;
