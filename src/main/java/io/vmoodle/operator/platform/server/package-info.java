/**
 * Database servers as a platform sees them: reached, recognised, and cleared of earlier leaders.
 */
@NullMarked
package io.vmoodle.operator.platform.server;

import org.jspecify.annotations.NullMarked;
