/**
 * The demo: one command that starts everything on this machine and shows what the operator does.
 */
@NullMarked
package io.vmoodle.lab.demo;

import org.jspecify.annotations.NullMarked;
