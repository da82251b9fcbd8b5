# What the scripts beside it share. Each of Moodle's and the operator's PHP scripts is switched, locked and guarded by the
# switch file; the result of the last one that ran is the Job's.
set -eu

scripts=$(dirname "$0")

moodle() {
    php -d auto_prepend_file="$scripts/switch.php" -d max_input_vars=5000 "$@"
}
