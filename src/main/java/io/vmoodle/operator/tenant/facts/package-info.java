/**
 * What decisions are made of: what is wished for a tenant, what was seen of it, and how far this
 * run came.
 */
@NullMarked
package io.vmoodle.operator.tenant.facts;

import org.jspecify.annotations.NullMarked;
