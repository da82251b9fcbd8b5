/** Tests of the edge to the Kubernetes API, and how other tests read a resource's status. */
@NullMarked
package io.vmoodle.operator.kube;

import org.jspecify.annotations.NullMarked;
