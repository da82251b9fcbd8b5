/** Database servers. */
@NullMarked
package io.vmoodle.operator.database;

import org.jspecify.annotations.NullMarked;
