/** The routes that belong to a platform: its main host, and the paths of its tenants there. */
@NullMarked
package io.vmoodle.operator.platform.route;

import org.jspecify.annotations.NullMarked;
