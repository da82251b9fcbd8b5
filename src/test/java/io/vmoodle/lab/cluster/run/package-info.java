/** What a cluster leaves on this machine: its folder and processes, and how they are ended. */
@NullMarked
package io.vmoodle.lab.cluster.run;

import org.jspecify.annotations.NullMarked;
