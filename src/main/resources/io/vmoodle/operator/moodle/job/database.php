<?php
// What has to be asked of a tenant's database, or done in it, around an upgrade: database.php whole|restore
//
//   whole     ends with 1 when an upgrade was cut short in it
//   restore   logs everybody out and forgets such an upgrade: sessions that were ended meanwhile would be alive again

define('CLI_SCRIPT', true);
define('CACHE_DISABLE_ALL', true); // Caches may be of another database.
define('NO_UPGRADE_CHECK', true); // Moodle would refuse while an upgrade runs, and some minutes later forget that one did.

require(getcwd() . '/config.php');

(static function (array $arguments): void {
    global $CFG, $DB;
    $stop = static function (string $why): void {
        fwrite(STDERR, "{$why}\n");
        exit(1);
    };
    if (empty($CFG->version)) {
        $stop('There is no Moodle in this database.');
    }
    switch ($arguments[1] ?? '') {
        case 'whole':
            if (isset($CFG->upgraderunning)) {
                $stop('An upgrade was cut short in this database, or runs: it has to be restored.');
            }
            return;
        case 'restore':
            $DB->delete_records('sessions');
            $DB->delete_records('config', ['name' => 'upgraderunning']);
            return;
        default:
            $stop('Say whole or restore.');
    }
})($argv);
