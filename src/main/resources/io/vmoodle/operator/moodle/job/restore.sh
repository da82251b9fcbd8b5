#!/bin/sh
# Makes a data folder fit the copy of the database that a Moodle was just switched back to, and opens it. Run by a Job with
# the code that the copy is on. May run again, also if nothing had been copied yet, and in maintenance: to open is the last
# that it does.
. "$(dirname "$0")/moodle.sh"

moodle "$scripts/folder.php" restore
moodle "$scripts/database.php" restore
# What is left of copies goes with the next upgrade's, and is no reason to keep visitors out.
moodle "$scripts/folder.php" forget || :
moodle "$scripts/maintenance.php" off upgrade
