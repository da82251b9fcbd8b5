#!/bin/sh
# Makes a Moodle ready to be copied: maintenance, and a copy of what in its data folder an upgrade may change. Run by a
# Job with the code that the tenant is on. May run again: it completes what is missing.
. "$(dirname "$0")/moodle.sh"

moodle "$scripts/maintenance.php" on upgrade
moodle "$scripts/folder.php" keep
