/** What can be seen of the operator from outside: health and metrics over HTTP. */
@NullMarked
package io.vmoodle.operator.observability;

import org.jspecify.annotations.NullMarked;
