<?php
// Stands for a script of the plugin that answers anybody.
define('ABORT_AFTER_CONFIG', true);
require(__DIR__ . '/../../config.php');
echo "DANGER\n";
