/** The desired routes to tenants and to the main Moodle: pure functions, no cluster. */
@NullMarked
package io.vmoodle.operator.routing;

import org.jspecify.annotations.NullMarked;
