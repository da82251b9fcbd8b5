#!/bin/sh
# Makes a Moodle ready to be copied: maintenance, and a copy of what in its data folder an upgrade may change. Run by a
# Job with the code that the tenant is on. May run again: it completes what is missing.
. "$(dirname "$0")/moodle.sh"

moodle "$scripts/maintenance.php" on upgrade
# A failure all the same: "not switched" and "busy" would say that nothing was done, and nobody would end the maintenance.
moodle "$scripts/folder.php" keep || exit 1
