/** What each planned step does, in Kubernetes, on a database server, in registry and ledger. */
@NullMarked
package io.vmoodle.operator.tenant.step;

import org.jspecify.annotations.NullMarked;
