<?php
// Shows tests what the boot and the web server made of a request; no Moodle has such a page.
define('ABORT_AFTER_CONFIG', true);
require(__DIR__ . '/../config.php');

$shown = ['vmoodle_boot' => defined('VMOODLE_BOOT')];
foreach (['wwwroot', 'mainwwwroot', 'vmoodleroot', 'vmoodlename', 'vhost', 'dbtype', 'dbhost', 'dbname', 'dbuser', 'prefix',
        'dboptions', 'dataroot', 'cachedir', 'localcachedir', 'altcacheconfigpath', 'upgradekey'] as $name) {
    $shown[$name] = $CFG->$name ?? null;
}
foreach (['SCRIPT_NAME', 'PHP_SELF', 'DOCUMENT_URI', 'REQUEST_URI', 'PATH_INFO', 'QUERY_STRING', 'HTTP_PROXY', 'HTTP_AUTHORIZATION',
        'SERVER_PORT'] as $name) {
    $shown[$name] = $_SERVER[$name] ?? null;
}
header('Content-Type: application/json');
echo json_encode($shown, JSON_UNESCAPED_SLASHES), "\n";
