<?php
define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');

$options = standin_options();
$name = $options['name'] ?? '';
$component = $options['component'] ?? null;
if ($name === '') {
    exit(2);
}
if (isset($options['set']) || isset($options['unset'])) {
    set_config($name, isset($options['unset']) ? null : (string) $options['set'], $component);
    exit(0);
}
$value = $component === null ? $CFG->$name ?? null : $DB->plugin_config($name)[$component] ?? null;
if ($value === null) {
    cli_error('There is no such setting.', 3);
}
echo "{$value}\n";
exit(0);
