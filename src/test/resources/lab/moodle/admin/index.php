<?php
// Whoever confirms an upgrade here starts it, logged in or not, unless there is a key.
require(__DIR__ . '/../config.php');

if (isset($CFG->version) && standin_needs_upgrading() && isset($_GET['confirmupgrade'])) {
    $key = $CFG->config_php_settings['upgradekey'] ?? null;
    if ($key !== null && ($_GET['upgradekeyhash'] ?? '') !== sha1($key)) {
        exit("The upgrade key is needed.\n");
    }
    standin_upgrade();
}
echo 'Database of ', htmlspecialchars($CFG->release ?? 'no Moodle'), "\n";
