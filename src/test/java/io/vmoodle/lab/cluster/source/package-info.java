/** Decides where the cluster comes from: one that is given, Docker, binaries, or a build. */
@NullMarked
package io.vmoodle.lab.cluster.source;

import org.jspecify.annotations.NullMarked;
