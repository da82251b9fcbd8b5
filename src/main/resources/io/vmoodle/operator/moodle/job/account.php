<?php
// Gives a Moodle that was just installed its administrator, language and names. Run by install.sh in the folder of the
// code. May run again: it says what is, and does not add. What it notes at its end is what the operator goes by.

define('CLI_SCRIPT', true);
define('CACHE_DISABLE_ALL', true); // An attempt that failed may have left some of another database.

require(getcwd() . '/config.php');

(static function (): void {
    global $CFG, $DB;
    $said = static fn (string $name): string => (string) getenv("VMOODLE_{$name}");
    $stop = static function (string $why): void {
        fwrite(STDERR, "{$why}\n");
        exit(1);
    };

    $file = ($said('SECRETS') ?: '/etc/vmoodle/secret') . '/password';
    $password = @file_get_contents($file);
    if ($password === false || $password === '') {
        $stop("There is no password in {$file}.");
    }
    $tenant = $said('TENANT_ID');
    if ($tenant === '') {
        $stop('Say which tenant it is, in VMOODLE_TENANT_ID.');
    }
    $admin = empty($CFG->allversionshash) ? false : get_admin();
    if (!$admin) {
        $stop('No Moodle with an administrator is installed here.');
    }

    $DB->set_field('user', 'username', $said('ADMIN_USERNAME') ?: 'admin', ['id' => $admin->id]);
    if ($said('ADMIN_EMAIL') !== '') {
        $DB->set_field('user', 'email', $said('ADMIN_EMAIL'), ['id' => $admin->id]);
    }
    $DB->set_field('user', 'lang', $said('SITE_LANGUAGE') ?: 'en', ['id' => $admin->id]);
    update_internal_user_password($admin, $password);

    set_config('lang', $said('SITE_LANGUAGE') ?: 'en');
    foreach (['fullname' => 'SITE_FULLNAME', 'shortname' => 'SITE_SHORTNAME', 'summary' => 'SITE_SUMMARY'] as $field => $name) {
        $DB->set_field('course', $field, $said($name), ['id' => SITEID]);
    }
    purge_all_caches();
    set_config('vmoodle_tenant', $tenant);
    echo "The administrator of {$CFG->wwwroot} is {$admin->id}.\n";
})();
