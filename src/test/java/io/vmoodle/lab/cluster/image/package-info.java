/** Container images, made on this machine without a registry or a container engine. */
@NullMarked
package io.vmoodle.lab.cluster.image;

import org.jspecify.annotations.NullMarked;
