/** The edge to the Kubernetes API: labels, conditions, Events, server-side apply and Secrets. */
@NullMarked
package io.vmoodle.operator.kube;

import org.jspecify.annotations.NullMarked;
