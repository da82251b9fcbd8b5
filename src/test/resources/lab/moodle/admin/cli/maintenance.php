<?php
define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');

$options = standin_options();
$file = "{$CFG->dataroot}/climaintenance.html";
if (isset($options['enable'])) {
    file_put_contents($file, "<p>This site is being maintained.</p>\n");
} else if (isset($options['disable']) && file_exists($file)) {
    unlink($file);
}
echo file_exists($file) ? "Maintenance mode is on.\n" : "Maintenance mode is off.\n";
exit(0);
