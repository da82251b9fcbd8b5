<?php
// config.php of a release's image: the main Moodle's settings, then the boot, which turns them into the tenant's.

unset($CFG);
global $CFG;
$CFG = new stdClass();

// The main Moodle. Its database has the registry of tenants.
$CFG->dbtype    = 'mariadb'; // or 'pgsql'
$CFG->dblibrary = 'native';
$CFG->dbhost    = 'mariadb.example.edu';
$CFG->dbname    = 'moodle_main';
$CFG->dbuser    = 'moodle_main';
$CFG->dbpass    = 'change-me'; // better: (string) getenv('MOODLE_DB_PASSWORD'), from a Secret
$CFG->prefix    = 'mdl_';
$CFG->dboptions = ['dbpersist' => 0, 'dbport' => '', 'dbsocket' => '', 'dbcollation' => 'utf8mb4_unicode_ci'];
$CFG->wwwroot   = 'https://moodle.example.edu'; // spec.main.url of the MoodlePlatform
$CFG->dataroot  = '/srv/moodledata/main';
$CFG->directorypermissions = 02770;
$CFG->sslproxy  = true; // TLS ends before the web pods

// The code.
$CFG->dirroot   = __DIR__;
$CFG->libdir    = __DIR__ . '/lib';
$CFG->admin     = 'admin';

// Which release this is, and where the operator says which one the main Moodle is on.
$CFG->vmoodle_release  = '4.5'; // a name in spec.releases
$CFG->vmoodle_platform = '/etc/vmoodle/platform/platform.json';

// The plugin's and the operator's scripts want to read this file as far as here.
if (!empty($CLI_VMOODLE_PRECHECK)) {
    $CLI_VMOODLE_PRECHECK = false;
    return;
}

// In place of local/vmoodle/vconfig.php.
require('/etc/vmoodle/boot.php');

require_once(__DIR__ . '/lib/setup.php');
