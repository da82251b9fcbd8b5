/** MoodlePlatform: its servers, registry, releases and the view of its tenants that they share. */
@NullMarked
package io.vmoodle.operator.platform;

import org.jspecify.annotations.NullMarked;
