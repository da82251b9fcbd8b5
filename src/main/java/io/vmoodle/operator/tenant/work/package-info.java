/** One run over a tenant: look, decide, act, again; and what bounds it. */
@NullMarked
package io.vmoodle.operator.tenant.work;

import org.jspecify.annotations.NullMarked;
