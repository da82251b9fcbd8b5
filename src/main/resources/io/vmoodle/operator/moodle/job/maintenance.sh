#!/bin/sh
# Puts a Moodle into maintenance, or ends that: maintenance.sh on, maintenance.sh off. Upgrades leave such maintenance as it
# is, and it leaves theirs. May run again.
. "$(dirname "$0")/moodle.sh"

moodle "$scripts/maintenance.php" "$1" wished
