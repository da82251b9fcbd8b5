<?php
// What the scripts share: options, faults, installation and upgrade.

/** Options of the form --name=value and --name. */
function standin_options(): array {
    $options = [];
    foreach (array_slice($_SERVER['argv'], 1) as $argument) {
        if (preg_match('~^--([a-z-]+)(?:=(.*))?$~Ds', $argument, $parts)) {
            $options[$parts[1]] = $parts[2] ?? true;
        }
    }
    return $options;
}

/** Ends as Moodle's scripts do: the reason on standard error, then an exit code. */
function cli_error(string $why, int $code = 1): void {
    fwrite(STDERR, "{$why}\n\n");
    exit($code);
}

/** A place where a test can make things go wrong; see README.txt. */
function standin_point(string $point, bool $hung = false): void {
    global $CFG;
    $faults = getenv('STANDIN_FAULT') . "\n" . @file_get_contents("{$CFG->dataroot}/standin-fault");
    if (!preg_match('~^' . preg_quote($point, '~') . '=(\w+)$~m', $faults, $parts)) {
        return;
    }
    switch ($parts[1]) {
        case 'fail':
            if ($point !== 'upgrade.start' && strpos($point, 'upgrade.') === 0) {
                set_config('upgraderunning', null); // As whoever catches the exception does.
            }
            cli_error("Told to fail at {$point}.");
        case 'exit':
            exit(0);
        case 'die':
            posix_kill(posix_getpid(), 9);
        case 'hang':
            if ($hung) {
                return;
            }
            touch("{$CFG->dataroot}/hanging");
            while (file_exists("{$CFG->dataroot}/hanging")) {
                usleep(20000);
                clearstatcache();
            }
            standin_point($point, true); // Meanwhile it may have been told something else.
            return;
        case 'talk':
            for ($line = 1; $line <= 5000; $line++) {
                echo "Line {$line} of much that this script has to say.\n";
            }
            exit(1);
        case 'fatal':
            throw new Error("Told to break at {$point}.");
        case 'memory':
            $everything = [];
            while (true) {
                $everything[] = str_repeat('x', 100000) . count($everything);
            }
        case 'secret':
            echo "Connecting with password {$CFG->dbpass} now.\n";
            cli_error("Access denied, password was {$CFG->dbpass}");
    }
}

/** Configuration from the cache, which is as old as it is, or from the database. */
function standin_config(): array {
    global $CFG, $DB;
    $file = "{$CFG->cachedir}/core_config.json";
    if (defined('CACHE_DISABLE_ALL')) {
        return $DB->config();
    }
    $cached = json_decode((string) @file_get_contents($file), true);
    if (is_array($cached)) {
        return $cached;
    }
    $config = $DB->config();
    if ($config) {
        @mkdir($CFG->cachedir, 0777, true);
        file_put_contents($file, json_encode($config));
    }
    return $config;
}

/** The file of cache stores, which has the definitions of the code that wrote it and survives purges. */
function standin_stores(bool $anew): void {
    global $CFG;
    $file = $CFG->altcacheconfigpath ?? "{$CFG->dataroot}/muc/config.php";
    if ($anew || !file_exists($file)) {
        @mkdir(dirname($file), 0777, true);
        file_put_contents("{$file}.temp", "<?php // Definitions of " . core_component::get_all_versions_hash() . "\n");
        rename("{$file}.temp", $file);
    }
}

function standin_needs_upgrading(): bool {
    global $CFG;
    return ($CFG->allversionshash ?? '') !== core_component::get_all_versions_hash();
}

function standin_install_plugin(string $plugin, string $version): void {
    global $DB;
    $DB->execute("CREATE TABLE {{$plugin}} (id BIGINT, name VARCHAR(255))");
    set_config('version', $version, $plugin);
}

/** The installation, up to the release; what is missing behind it is a half-done one. */
function standin_install(array $options): void {
    global $CFG, $DB;
    require("{$CFG->dirroot}/version.php");
    $DB->execute('CREATE TABLE {config} (name VARCHAR(255) PRIMARY KEY, value TEXT)');
    $DB->execute('CREATE TABLE {config_plugins} (plugin VARCHAR(100), name VARCHAR(100), value TEXT)');
    $DB->execute('CREATE TABLE {user} (id BIGINT, username VARCHAR(100), password VARCHAR(255), email VARCHAR(100), lang VARCHAR(30))');
    $DB->execute('CREATE TABLE {course} (id BIGINT, fullname VARCHAR(254), shortname VARCHAR(255), summary TEXT)');
    $DB->execute('CREATE TABLE {sessions} (id BIGINT, sid VARCHAR(128))');
    set_config('version', (string) $version);
    standin_point('install_database.half');
    foreach (core_component::plugin_versions() as $plugin => $pluginversion) {
        standin_install_plugin($plugin, $pluginversion);
    }
    $DB->execute('INSERT INTO {course} VALUES (1, ?, ?, NULL)', [$options['fullname'] ?? '', $options['shortname'] ?? '']);
    $DB->execute('INSERT INTO {user} VALUES (2, ?, ?, ?, NULL)', [$options['adminuser'] ?? 'admin',
        password_hash((string) $options['adminpass'], PASSWORD_BCRYPT, ['cost' => 4]), $options['adminemail'] ?? '']);
    set_config('siteadmins', '2');
    set_config('lang', $options['lang'] ?? 'en');
    set_config('siteidentifier', bin2hex(random_bytes(16)) . parse_url($CFG->wwwroot, PHP_URL_HOST));
    standin_done($release);
}

/** The upgrade, which notices a plugin's downgrade only when it comes to that plugin. */
function standin_upgrade(): void {
    global $CFG, $DB;
    require("{$CFG->dirroot}/version.php");
    $before = $CFG->version;
    set_config('upgraderunning', (string) (time() + 300));
    set_config('version', (string) $version);
    set_config('release', $release);
    if ($version > $before) {
        $DB->execute('ALTER TABLE {course} ADD COLUMN since_' . (int) $version . ' VARCHAR(20)');
        $DB->execute('CREATE TABLE {upgrade_' . (int) $version . '} (id BIGINT)');
    }
    standin_point('upgrade.half');
    $present = $DB->plugin_config('version');
    foreach (core_component::plugin_versions() as $plugin => $pluginversion) {
        if (!isset($present[$plugin])) {
            standin_install_plugin($plugin, $pluginversion);
        } else if ($present[$plugin] > $pluginversion) {
            set_config('upgraderunning', null);
            cli_error("Cannot downgrade {$plugin} from {$present[$plugin]} to {$pluginversion}.");
        } else if ($present[$plugin] < $pluginversion) {
            $DB->execute("ALTER TABLE {{$plugin}} ADD COLUMN since_{$pluginversion} VARCHAR(20)");
            set_config('version', $pluginversion, $plugin);
        }
    }
    standin_stores(true);
    set_config('allversionshash', core_component::get_all_versions_hash());
    standin_point('upgrade.late');
    standin_done($release);
    set_config('upgraderunning', null);
}

function standin_done(string $release): void {
    set_config('release', $release);
    set_config('allversionshash', core_component::get_all_versions_hash());
    set_config('allcomponenthash', core_component::get_all_component_hash());
}

/** The first administrator, as an object; false where there is none. */
function get_admin() {
    global $CFG, $DB;
    $id = (int) explode(',', $CFG->siteadmins ?? '')[0];
    return $DB->execute('SELECT * FROM {user} WHERE id = ?', [$id])->fetchObject();
}

function update_internal_user_password(stdClass $user, string $password): bool {
    global $DB;
    standin_point('account.password');
    $DB->set_field('user', 'password', password_hash($password, PASSWORD_BCRYPT, ['cost' => 4]), ['id' => $user->id]);
    return true;
}

function purge_all_caches(): void {
    global $CFG;
    standin_empty($CFG->cachedir);
    standin_empty($CFG->localcachedir);
}

/** Removes what is in a folder. */
function standin_empty(string $folder): void {
    foreach (glob("{$folder}/*") as $entry) {
        is_dir($entry) ? standin_empty($entry) || rmdir($entry) : unlink($entry);
    }
}
