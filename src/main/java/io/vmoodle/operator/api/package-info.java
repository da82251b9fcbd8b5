/** The custom resources as Java types: what users write and what they read back; no behaviour. */
@NullMarked
package io.vmoodle.operator.api;

import org.jspecify.annotations.NullMarked;
