#!/bin/sh
# Opens an upgraded Moodle again: nothing is restored after this. Run by a Job with the new code, when the row says so. May
# run again, in maintenance: to open is the last that it does.
. "$(dirname "$0")/moodle.sh"

moodle admin/cli/purge_caches.php
moodle "$scripts/folder.php" forget
moodle "$scripts/maintenance.php" off upgrade
