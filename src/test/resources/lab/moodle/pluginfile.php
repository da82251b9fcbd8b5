<?php
// Serves what the path behind the script names.
define('ABORT_AFTER_CONFIG', true);
require(__DIR__ . '/config.php');

header('Content-Type: text/plain; charset=utf-8');
echo 'file ', rawurlencode($_SERVER['PATH_INFO'] ?? ''), ' of ', $CFG->wwwroot, "\n";
