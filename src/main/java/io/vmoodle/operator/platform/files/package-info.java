/** The files that a platform offers to web pods and Jobs, as ConfigMaps. */
@NullMarked
package io.vmoodle.operator.platform.files;

import org.jspecify.annotations.NullMarked;
