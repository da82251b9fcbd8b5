<?php
define('CLI_SCRIPT', true);
define('CACHE_DISABLE_ALL', true);
require(__DIR__ . '/../../config.php');

$options = standin_options();
if ($DB->get_tables()) {
    cli_error('Database tables are there already.');
}
if (empty($options['agree-license'])) {
    cli_error('The license is not agreed to.');
}
if (!is_string($options['adminpass'] ?? null) || $options['adminpass'] === '') {
    cli_error('There is no password for the admin account.');
}
standin_point('install_database.start');
echo "Installing\n";
standin_install($options);
standin_point('install_database.end');
echo "Installation completed successfully.\n";
exit(0);
