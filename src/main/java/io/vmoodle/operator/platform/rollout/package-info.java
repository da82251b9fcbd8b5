/** Which tenants come to another release, when, and what is said of it. */
@NullMarked
package io.vmoodle.operator.platform.rollout;

import org.jspecify.annotations.NullMarked;
