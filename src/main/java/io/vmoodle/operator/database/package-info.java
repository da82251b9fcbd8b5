/**
 * Database servers as the operator's admin sees them: accounts, databases, facts, one dialect an
 * engine.
 */
@NullMarked
package io.vmoodle.operator.database;

import org.jspecify.annotations.NullMarked;
