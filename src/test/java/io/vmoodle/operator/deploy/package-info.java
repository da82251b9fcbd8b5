/**
 * Tests of the manifests under {@code operator/}: that they are valid, and the rights they grant.
 */
@NullMarked
package io.vmoodle.operator.deploy;

import org.jspecify.annotations.NullMarked;
