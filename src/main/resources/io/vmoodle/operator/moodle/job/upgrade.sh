#!/bin/sh
# Upgrades a tenant's database to the code that it runs in. Run by a Job that is let through although the database is on
# another release (VMOODLE_ALLOW=release). May run again: an upgrade that is done is not done again, and over one that was
# cut short it refuses. Whether the upgrade is done is seen in the database, not in the exit code.
#
#   MOODLE_ALLOW_UNSTABLE   1: also to code that calls itself unstable
. "$(dirname "$0")/moodle.sh"

moodle "$scripts/database.php" whole
moodle admin/cli/upgrade.php --non-interactive ${MOODLE_ALLOW_UNSTABLE:+--allow-unstable}
