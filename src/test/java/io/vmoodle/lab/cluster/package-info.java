/** A Kubernetes cluster for the tests and the demo, found or made on this machine. */
@NullMarked
package io.vmoodle.lab.cluster;

import org.jspecify.annotations.NullMarked;
