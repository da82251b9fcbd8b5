/** The MoodlePlatform resource: a main Moodle and what its tenants share. */
@NullMarked
package io.vmoodle.operator.api.platform;

import org.jspecify.annotations.NullMarked;
