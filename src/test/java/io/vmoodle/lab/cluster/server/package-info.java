/** A control plane of local processes: certificates, arguments, start and readiness. */
@NullMarked
package io.vmoodle.lab.cluster.server;

import org.jspecify.annotations.NullMarked;
