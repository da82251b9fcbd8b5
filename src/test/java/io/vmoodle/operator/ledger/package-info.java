/** Tests of the ledger. */
@NullMarked
package io.vmoodle.operator.ledger;

import org.jspecify.annotations.NullMarked;
