#!/bin/sh
# Opens an upgraded Moodle again: nothing is restored after this. Run by a Job with the new code, when the row says so. May
# run again.
. "$(dirname "$0")/moodle.sh"

moodle admin/cli/purge_caches.php
moodle "$scripts/maintenance.php" off upgrade
# What is left of copies goes with the next upgrade's; the tenant serves.
moodle "$scripts/folder.php" forget || :
