#!/bin/sh
# Removes the data folder of a tenant that is deleted, with all that is in it: trash.sh <claim> <tenant id> <number>
#
# Run by a Job that sees the claim with all data folders, and neither Moodle nor a secret. The folder is moved to
# .trash/<tenant id>-<number> at once, so that nobody finds half of it, and then removed, which may take long. May run
# again after it was cut short, with another number, too: what earlier attempts moved is removed along. Follows no links: where the folder itself is one, it is left to whoever made it.
#
#   VMOODLE_RESULT   file for the result, as the switch file writes it
set -eu

claim=$1
tenant=$2
number=$3

result() {
    if [ -n "${VMOODLE_RESULT:-}" ]; then
        reason=null
        [ -z "$2" ] || reason="\"$(printf %s "$2" | head -c 1000 | tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/[\\"]/\\&/g')\""
        printf '{"script":"trash.sh","outcome":"%s","reason":%s}\n' "$1" "$reason" > "$VMOODLE_RESULT"
    fi
}

fail() {
    echo "$1" >&2
    result Failed "$1"
    exit 1
}

case "$tenant" in
    *[!a-z0-9]* | "") fail "This is no tenant's id." ;;
esac
[ "${#tenant}" = 10 ] || fail "This is no tenant's id."
case "$number" in
    *[!0-9]* | "") fail "This is no number." ;;
esac
cd "$claim" || fail "There is no claim at $claim."
result Started ""

folder=$tenant
trash=.trash/$tenant-$number
if [ -L "$folder" ] || [ -L .trash ]; then
    fail "The data folder is a link to another place: remove the link and what it points to by hand."
fi
if [ -e "$folder" ]; then
    mkdir -p -m 2770 .trash || fail "Folder .trash cannot be made."
    # Of a run that was cut short, after which a pod that was slow to end made the folder once more.
    rm -rf -- "$trash" 2> /dev/null || true
    [ ! -e "$trash" ] || fail "Folder $trash cannot be removed: Jobs need the user or group of web pods."
    mv -- "$folder" "$trash" || fail "The data folder cannot be moved: Jobs need the user or group of web pods."
fi
# Each attempt has a number of its own. Where there is nothing, the pattern is the name of nothing.
error=$(rm -rf -- .trash/"$tenant"-* 2>&1) || fail "Not everything could be removed: $error"
rmdir .trash 2> /dev/null || true
echo "There is no data folder of $tenant any more."
result Ended ""
