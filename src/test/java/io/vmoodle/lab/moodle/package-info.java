/** A stand-in for Moodle, with config.php of docs/serving, a registry and tenants. */
@NullMarked
package io.vmoodle.lab.moodle;

import org.jspecify.annotations.NullMarked;
