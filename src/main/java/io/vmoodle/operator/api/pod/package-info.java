/** What a platform may add to the pods of its Jobs: a chosen part of what Kubernetes has. */
@NullMarked
package io.vmoodle.operator.api.pod;

import org.jspecify.annotations.NullMarked;
