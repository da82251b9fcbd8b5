#!/bin/sh
# Copies a database of MariaDB into another one that is empty. Run by a Job with the clients of MariaDB and without Moodle,
# as the tenant's login, while nobody writes to the source.
#
#   VMOODLE_DB_HOST, _PORT, _USER, _PASSWORD   the server and the login; the password is written into a file, never an argument
#   VMOODLE_DB_TLS                             Disable, Require, VerifyCA, VerifyFull; with both of the last the name of
#                                              the server is verified, too. Clients from 11.4 on also believe a server that
#                                              proves to know the login's password
#   VMOODLE_DB_CA                              file with certificates that are trusted; without it, the system's
#   VMOODLE_SOURCE_DATABASE, VMOODLE_TARGET_DATABASE
#   VMOODLE_RESULT                             file for the result, as the switch file writes it
#
# While it works, the target has a table vmoodle_unfinished_copy. A target with that table is emptied first; one without it
# must be empty. So it may run again after it was cut short, and never writes over anything else.
#
# Ends with 0 only if the dump says of itself that it is complete, and was loaded to its end.
set -eu

mark=vmoodle_unfinished_copy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# Text within JSON: one line, without what would end it.
text() {
    tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/[\\"]/\\&/g'
}

result() {
    if [ -n "${VMOODLE_RESULT:-}" ]; then
        reason=null
        [ -z "$2" ] || reason="\"$(printf %s "$2" | head -c 1000 | text)\""
        printf '{"script":"copy.sh","outcome":"%s","reason":%s,"database":"%s"}\n' \
            "$1" "$reason" "$(printf %s "$VMOODLE_TARGET_DATABASE" | text)" > "$VMOODLE_RESULT"
    fi
}

fail() {
    echo "$1" >&2
    result Failed "$1"
    exit 1
}

for name in HOST PORT USER PASSWORD; do
    eval "test -n \"\${VMOODLE_DB_$name:-}\"" || fail "Say the server and the login, in VMOODLE_DB_$name."
done
source=${VMOODLE_SOURCE_DATABASE:-}
target=${VMOODLE_TARGET_DATABASE:-}
[ -n "$source" ] && [ -n "$target" ] && [ "$source" != "$target" ] || fail "Say two databases."
for program in mariadb mariadb-dump mkfifo tee tail; do
    command -v "$program" > /dev/null || fail "The image has no $program: jobs.toolsImage has to be one with MariaDB's clients."
done
result Started ""

option() {
    printf '%s="%s"\n' "$1" "$(printf %s "$2" | sed 's/[\\"]/\\&/g')"
}
case "${VMOODLE_DB_TLS:-Disable}" in
    Disable) tls="skip-ssl" ;;
    Require) tls="ssl
loose-skip-ssl-verify-server-cert" ;;
    VerifyCA | VerifyFull) tls="ssl
ssl-verify-server-cert" ;;
    *) fail "Say Disable, Require, VerifyCA or VerifyFull in VMOODLE_DB_TLS." ;;
esac
(
    umask 077
    {
        echo "[client]"
        echo "protocol=tcp"
        option host "$VMOODLE_DB_HOST"
        option port "$VMOODLE_DB_PORT"
        option user "$VMOODLE_DB_USER"
        option password "$VMOODLE_DB_PASSWORD"
        echo "$tls"
        [ -z "${VMOODLE_DB_CA:-}" ] || option ssl-ca "$VMOODLE_DB_CA"
    } > "$work/client.cnf"
)
unset VMOODLE_DB_PASSWORD

client() {
    mariadb --defaults-file="$work/client.cnf" --default-character-set=utf8mb4 --max-allowed-packet=1G --binary-mode "$@"
}

ask() {
    client --batch --raw --skip-column-names --execute="$2" -- "$1" 2> "$work/error" \
        || fail "Database $1 does not answer: $(cat "$work/error")"
}

tables="SELECT count(*) FROM information_schema.tables WHERE table_schema = database()"
marked="$tables AND table_name = '$mark'"

unfinished=$(ask "$source" "$marked")
[ "$unfinished" = 0 ] || fail "Database $source is an unfinished copy itself."
present=$(ask "$target" "$tables")
if [ "$present" != 0 ]; then
    unfinished=$(ask "$target" "$marked")
    [ "$unfinished" = 1 ] || fail "Database $target is neither empty nor an unfinished copy."
    {
        echo "SET foreign_key_checks = 0;"
        ask "$target" "SELECT concat('DROP ', IF(table_type = 'VIEW', 'VIEW', 'TABLE'), ' \`', replace(table_name, '\`', '\`\`'), '\`;')
            FROM information_schema.tables WHERE table_schema = database() AND table_name <> '$mark'"
    } > "$work/empty.sql"
    client -- "$target" < "$work/empty.sql" 2> "$work/error" || fail "Database $target cannot be emptied: $(cat "$work/error")"
fi
ask "$target" "CREATE TABLE IF NOT EXISTS $mark (id INT)"

# Who may not see events has none; 1044 is "access denied to database".
events=--events
client --execute="SHOW EVENTS" -- "$source" > /dev/null 2> "$work/error" || {
    grep -q "ERROR 1044 " "$work/error" || fail "Database $source does not answer: $(cat "$work/error")"
    events=
}

# Without locks: one transaction sees one moment. POSIX has no pipefail: what became of the dump is in files. Its last bytes are kept, because it says there that it is whole.
mkfifo "$work/through"
tail -c 200 "$work/through" > "$work/end" &
watching=$!
loaded=yes
{
    mariadb-dump --defaults-file="$work/client.cnf" --default-character-set=utf8mb4 --max-allowed-packet=1G \
        --single-transaction --quick --hex-blob --routines --triggers $events --skip-lock-tables --skip-add-locks \
        --no-tablespaces --comments -- "$source" 2> "$work/dump.error" || echo $? > "$work/dump.failed"
} | tee "$work/through" | client -- "$target" 2> "$work/load.error" || loaded=no
wait "$watching"

[ "$loaded" = yes ] || fail "The dump cannot be loaded into $target: $(tail -n 3 "$work/load.error")"
[ ! -e "$work/dump.failed" ] || fail "Database $source cannot be dumped: $(tail -n 3 "$work/dump.error")"
case "$(tail -n 1 "$work/end")" in
    "-- Dump completed"*) ;;
    *) fail "The dump of $source came to no end." ;;
esac

before=$(ask "$source" "$tables")
after=$(ask "$target" "$tables AND table_name <> '$mark'")
[ "$before" = "$after" ] || fail "Database $target has $after tables in place of $before."
ask "$target" "DROP TABLE $mark"
echo "Database $target has the $after tables of $source."
result Ended ""
