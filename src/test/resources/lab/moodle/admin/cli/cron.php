<?php
define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');

if (CLI_MAINTENANCE) {
    echo "CLI maintenance mode active, cron execution suspended.\n";
    exit(1);
}
if (empty($CFG->version) || standin_needs_upgrading()) {
    echo "Moodle upgrade pending, cron execution suspended.\n";
    exit(1);
}
set_config('lastcronstart', (string) time(), 'tool_task');
standin_point('cron.half');
fwrite(STDOUT, "Cron run completed correctly\n");
