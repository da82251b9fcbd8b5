#!/bin/sh
# Installs a Moodle in a tenant's empty database and gives it its administrator. Run by a Job in the folder of the code,
# with the files beside it. Each script is switched, locked and guarded by the switch file; the second one's result is the
# Job's. Moodle refuses to install where there are tables already, so that nothing is ever installed over anything.
. "$(dirname "$0")/moodle.sh"

# Nobody knows this password, and account.php replaces it: on a command line it is no secret.
throwaway=$(php -r 'echo "aA1-", bin2hex(random_bytes(24));')

moodle admin/cli/install_database.php \
    --agree-license \
    --lang="$VMOODLE_SITE_LANGUAGE" \
    --fullname="$VMOODLE_SITE_FULLNAME" \
    --shortname="$VMOODLE_SITE_SHORTNAME" \
    --adminuser="$VMOODLE_ADMIN_USERNAME" \
    ${VMOODLE_ADMIN_EMAIL:+"--adminemail=$VMOODLE_ADMIN_EMAIL"} \
    --adminpass="$throwaway"

moodle "$scripts/account.php"
