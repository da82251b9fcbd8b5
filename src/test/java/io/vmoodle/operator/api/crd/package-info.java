/** Makes the CRDs from the Java types and checks them. */
@NullMarked
package io.vmoodle.operator.api.crd;

import org.jspecify.annotations.NullMarked;
