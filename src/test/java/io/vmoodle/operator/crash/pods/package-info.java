/** What happens to pods, kubelet and database servers while tenants are upgraded. */
@NullMarked
package io.vmoodle.operator.crash.pods;

import org.jspecify.annotations.NullMarked;
