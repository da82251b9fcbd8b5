/** A node of local processes, in namespaces of its own, on which pods of a cluster really run. */
@NullMarked
package io.vmoodle.lab.cluster.node;

import org.jspecify.annotations.NullMarked;
