/** VirtualMoodle: one tenant made true, step by step, and taken away as told. */
@NullMarked
package io.vmoodle.operator.tenant;

import org.jspecify.annotations.NullMarked;
