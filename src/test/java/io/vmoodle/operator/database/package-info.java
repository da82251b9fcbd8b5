/** Tests of database servers, all on real ones. */
@NullMarked
package io.vmoodle.operator.database;

import org.jspecify.annotations.NullMarked;
