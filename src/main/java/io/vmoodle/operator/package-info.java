/** The vmoodle-operator: keeps virtual Moodle tenants as their resources say. */
@NullMarked
package io.vmoodle.operator;

import org.jspecify.annotations.NullMarked;
