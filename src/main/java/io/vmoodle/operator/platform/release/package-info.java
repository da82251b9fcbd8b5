/** What the code of a platform's releases is, as a Job with each image tells. */
@NullMarked
package io.vmoodle.operator.platform.release;

import org.jspecify.annotations.NullMarked;
