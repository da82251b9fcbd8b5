/** Tests of health and metrics. */
@NullMarked
package io.vmoodle.operator.observability;

import org.jspecify.annotations.NullMarked;
