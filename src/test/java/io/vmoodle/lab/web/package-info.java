/**
 * Real web servers and php-fpm as processes of this machine, set up by the files of docs/serving.
 */
@NullMarked
package io.vmoodle.lab.web;

import org.jspecify.annotations.NullMarked;
