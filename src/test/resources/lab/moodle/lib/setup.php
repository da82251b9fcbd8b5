<?php
// Read by config.php at its end: see README.txt.

global $CFG, $DB;

defined('CLI_SCRIPT') || define('CLI_SCRIPT', false);
$CFG->dirroot = dirname(__DIR__);
$CFG->libdir = __DIR__;

$dataroot = realpath($CFG->dataroot ?? '');
if ($dataroot === false || !is_writable($dataroot)) {
    CLI_SCRIPT || http_response_code(500);
    echo "The data folder is missing or read-only.\n";
    exit(1);
}
$CFG->dataroot = $dataroot;
$CFG->cachedir = $CFG->cachedir ?? "{$dataroot}/cache";
$CFG->localcachedir = $CFG->localcachedir ?? "{$dataroot}/localcache";

if (CLI_SCRIPT && (PHP_SAPI !== 'cli' || isset($_SERVER['REMOTE_ADDR']))) {
    echo "This is for the command line.\n";
    exit(1);
}
define('CLI_MAINTENANCE', file_exists("{$dataroot}/climaintenance.html"));
if (CLI_MAINTENANCE && !CLI_SCRIPT) {
    http_response_code(503);
    header('Retry-After: 300');
    readfile("{$dataroot}/climaintenance.html");
    exit;
}

define('MOODLE_INTERNAL', true);
define('SITEID', 1);
require_once(__DIR__ . '/classes/component.php');
if (CLI_SCRIPT) {
    require_once(__DIR__ . '/standin.php');
    standin_point(basename($_SERVER['SCRIPT_FILENAME'], '.php') . '.setup');
}
if (defined('ABORT_AFTER_CONFIG')) {
    return;
}
spl_autoload_register(static function (string $class): void {
    if ($class === 'standin_database') {
        require(__DIR__ . '/classes/database.php');
    }
});
require_once(__DIR__ . '/standin.php');

$CFG->config_php_settings = (array) $CFG;
$DB = new standin_database($CFG);
foreach (standin_config() as $name => $value) {
    $CFG->$name = $CFG->$name ?? $value;
}
standin_stores(false);
if (isset($CFG->upgraderunning) && !defined('NO_UPGRADE_CHECK')) {
    if ((int) $CFG->upgraderunning < time()) {
        set_config('upgraderunning', null);
    } else {
        CLI_SCRIPT || http_response_code(500);
        echo "An upgrade is running.\n";
        exit(1);
    }
}
