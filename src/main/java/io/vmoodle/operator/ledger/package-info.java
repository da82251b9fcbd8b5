/**
 * The operator's own memory, kept next to the registry: who holds which name, in which state, under
 * which leader.
 */
@NullMarked
package io.vmoodle.operator.ledger;

import org.jspecify.annotations.NullMarked;
