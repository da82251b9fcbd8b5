<?php
define('ABORT_AFTER_CONFIG', true);
require(__DIR__ . '/../config.php');

header('Content-Type: text/css; charset=utf-8');
echo '/* styles', rawurlencode($_SERVER['PATH_INFO'] ?? ''), ' of ', $CFG->wwwroot, " */\n";
