/** The servers as programs on this machine, and how they are built from Go modules. */
@NullMarked
package io.vmoodle.lab.cluster.binaries;

import org.jspecify.annotations.NullMarked;
