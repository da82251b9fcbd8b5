<?php
define('CLI_SCRIPT', true);
define('CACHE_DISABLE_ALL', true);
require(__DIR__ . '/../../config.php');

$options = standin_options();
require("{$CFG->dirroot}/version.php");
standin_point('upgrade.start');
if (empty($CFG->version)) {
    cli_error('The database holds no Moodle.');
}
if ($version < $CFG->version) {
    cli_error('The code is older than the database.');
}
if (!standin_needs_upgrading()) {
    cli_error("No upgrade needed for {$release}.", 0);
}
if (isset($options['is-maintenance-required'])) {
    cli_error('An upgrade is pending.', core_component::get_all_component_hash() === ($CFG->allcomponenthash ?? '') ? 3 : 2);
}
if (isset($options['is-pending'])) {
    cli_error('An upgrade is pending.', 2);
}
if (!isset($options['non-interactive'])) {
    cli_error('Nobody is there to answer.');
}
if (empty($options['allow-unstable']) && file_exists("{$CFG->dirroot}/unstable")) {
    cli_error('This code is not stable.');
}
purge_all_caches();
echo "Upgrading to {$release}\n";
standin_upgrade();
standin_point('upgrade.end');
echo "Command line upgrade from {$CFG->version} completed successfully.\n";
exit(0);
