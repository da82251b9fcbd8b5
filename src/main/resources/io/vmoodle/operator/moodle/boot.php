<?php
// The boot of virtual Moodles. config.php includes it after the main Moodle's settings and before lib/setup.php, in
// place of the plugin's vconfig.php; docs/serving has a config.php that does.
//
// It finds out which Moodle is asked for, reads its row of the registry, and replaces the main Moodle's settings by the
// tenant's. What it cannot serve ends here, with a status that says so and a text that repeats nothing of the request:
// 421 unknown host, 404 unknown path or disabled tenant, 503 registry down, duplicate rows, or code of another release
// than the tenant's database is on. On the command line each of them is exit code 86.
//
// Settings that it reads, besides the main Moodle's own:
//   vmoodle_release          required: the release, by its name in the MoodlePlatform, that this code base is
//   vmoodle_platform         the operator's platform.json: {"release": the one that the main Moodle's database is on}
//   vmaster*                 where the registry is not reached with the main Moodle's account
//   vchildsdblogin, -pass    one account for all tenants, as with the plugin
//   cachedir, localcachedir  where caches are not to be in the data folders
// Environment, on the command line:
//   VMOODLE_HOST             which Moodle, by its URL, also the main one; the constant CLI_VMOODLE_OVERRIDE does the same
//   VMOODLE_ALLOW            release, disabled: what an upgrade or an installation is let through
//
// Runs on PHP 7.4 and newer. config.php may be read twice in a process, so no function is declared.

defined('VMOODLE_BOOT') || define('VMOODLE_BOOT', true);

(static function (stdClass $CFG): void {
    $cli = PHP_SAPI === 'cli';
    $refuse = static function (int $status, string $why, string $log = '') use ($cli): void {
        if ($log !== '') {
            error_log("vmoodle: {$log}");
        }
        if ($cli) {
            fwrite(STDERR, "vmoodle: {$why}\n");
            exit(86);
        }
        http_response_code($status);
        header('Content-Type: text/plain; charset=utf-8');
        header('Cache-Control: no-store');
        if ($status === 503) {
            header('Retry-After: 30');
        }
        exit("{$why}\n");
    };

    // Moodle lets anybody start an upgrade by a request when there is no key. One that nobody knows lets nobody.
    if (empty($CFG->upgradekey)) {
        $CFG->upgradekey = bin2hex(random_bytes(32));
    }

    // --- Which Moodle is asked for ------------------------------------------------------------------------------------

    $main = $CFG->wwwroot;
    $unknown = 421;
    if ($cli) {
        $root = defined('CLI_VMOODLE_OVERRIDE') ? CLI_VMOODLE_OVERRIDE : getenv('VMOODLE_HOST');
        if ($root === true) { // So the plugin's bulk scripts say the main Moodle.
            $root = $main;
        }
        if (!is_string($root) || $root === '') {
            $refuse(503, "say which Moodle by its URL: VMOODLE_HOST={$main} is the main one");
        }
    } else {
        $host = strtolower($_SERVER['HTTP_HOST'] ?? '');
        $label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
        if (strlen($host) > 259 || !preg_match("~^({$label}(?:\\.{$label})*)(?::[0-9]{1,5})?\$~D", $host, $parts)) {
            $refuse(421, 'There is no such site here.');
        }

        // The plugin's own scripts: some of them let anybody test databases, make folders or reach SQL.
        $script = (string) realpath($_SERVER['SCRIPT_FILENAME'] ?? '');
        if (strpos($script, '/local/vmoodle/') !== false) {
            $refuse(404, 'There is nothing here.');
        }

        // Scheme and port are the main Moodle's: proxies on the way hide those of the request.
        $url = parse_url($main);
        $port = isset($url['port']) ? ":{$url['port']}" : '';
        $path = $_SERVER['VMOODLE_SUBPATH'] ?? '';
        if ($parts[1] !== strtolower($url['host'])) {
            $root = "{$url['scheme']}://{$parts[1]}{$port}";
            if ($path !== '') {
                $refuse(404, 'There is nothing here.');
            }
        } else {
            // A link that the plugin made for a sub-path must not show the main Moodle there.
            if ($path === '' && preg_match("~^/({$label})/~D", $_SERVER['SCRIPT_NAME'] ?? '', $first)
                    && is_link(($_SERVER['DOCUMENT_ROOT'] ?? '') . "/{$first[1]}")) {
                $path = $first[1];
            }
            if ($path !== '' && !preg_match("~^{$label}\$~D", $path)) {
                $refuse(404, 'There is nothing here.');
            }
            $root = $path === '' ? $main : "{$main}/{$path}";
            $unknown = $path === '' ? 421 : 404;
        }
    }

    $CFG->mainwwwroot = $main;
    $CFG->vmoodleroot = $root;
    $CFG->vmoodlename = preg_replace('~^https?://~', '', $root);
    $CFG->vhost = explode('.', $CFG->vmoodlename)[0];

    // --- The release gate, and caches that code of no other release reads ----------------------------------------------

    $allowed = $cli ? explode(',', (string) getenv('VMOODLE_ALLOW')) : [];
    $code = (string) ($CFG->vmoodle_release ?? '');
    if ($code === '') {
        $refuse(503, 'This site is not set up yet.', 'config.php does not set $CFG->vmoodle_release');
    }
    $releaseofmain = static function () use ($CFG, $code, $refuse): string {
        if (empty($CFG->vmoodle_platform)) {
            return $code;
        }
        $platform = json_decode((string) @file_get_contents($CFG->vmoodle_platform), true);
        if (!is_array($platform) || !is_string($platform['release'] ?? null)) {
            $refuse(503, 'This site is not set up yet.', 'the file of $CFG->vmoodle_platform names no release');
        }
        return $platform['release'];
    };
    $enter = static function (string $database) use ($CFG, $allowed, $code, $refuse): void {
        if ($database !== $code && !in_array('release', $allowed, true)) {
            $refuse(503, 'This site is being moved between two releases. Please try again in a moment.');
        }
        $release = preg_replace('~[^A-Za-z0-9.-]~', '_', $code);
        foreach (['cachedir' => 'cache', 'localcachedir' => 'localcache'] as $setting => $folder) {
            $CFG->$setting = empty($CFG->$setting)
                ? "{$CFG->dataroot}/{$folder}/{$release}"
                : "{$CFG->$setting}/" . strtr($CFG->vmoodlename, ':/', '__') . "/{$release}";
        }
        // Not in muc, which a new data folder does not have yet: Moodle would take its usual file once more.
        $CFG->altcacheconfigpath = "{$CFG->dataroot}/muc-{$release}.php";
    };

    if ($root === $main) {
        $enter($releaseofmain());
        return;
    }

    // --- The tenant's row ---------------------------------------------------------------------------------------------

    $setting = static fn (string $ofregistry, string $ofmain): string =>
        (string) (($CFG->$ofregistry ?? '') ?: ($CFG->$ofmain ?? ''));
    $type = $setting('vmasterdbtype', 'dbtype');
    $server = $setting('vmasterdbhost', 'dbhost');
    $login = $setting('vmasterdblogin', 'dbuser');
    $password = empty($CFG->vmasterdblogin) ? $CFG->dbpass : ($CFG->vmasterdbpass ?? '');
    $database = $setting('vmasterdbname', 'dbname');
    $table = $setting('vmasterprefix', 'prefix') . 'local_vmoodle';
    $options = $CFG->dboptions ?? [];
    $port = (int) ($options['dbport'] ?? 0);
    $ssl = (string) ($options['ssl'] ?? '');
    $onmariadb = static fn (string $type): bool => in_array($type, ['mariadb', 'mysqli', 'auroramysql'], true);
    try {
        if ($onmariadb($type)) {
            $reports = (new mysqli_driver())->report_mode;
            mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
            try {
                $link = mysqli_init();
                $link->options(MYSQLI_OPT_CONNECT_TIMEOUT, 3);
                $link->options(MYSQLI_OPT_READ_TIMEOUT, 5);
                $link->options(MYSQLI_SET_CHARSET_NAME, 'utf8mb4');
                $flags = [
                    'require' => MYSQLI_CLIENT_SSL | MYSQLI_CLIENT_SSL_DONT_VERIFY_SERVER_CERT,
                    'verify-full' => MYSQLI_CLIENT_SSL | MYSQLI_CLIENT_SSL_VERIFY_SERVER_CERT,
                ][$ssl] ?? 0;
                $socket = ($options['dbsocket'] ?? '') ?: null;
                $link->real_connect($server, $login, $password, $database, $port ?: null, $socket, $flags);
                $query = $link->prepare("SELECT * FROM `{$table}` WHERE vhostname = ?");
                $query->bind_param('s', $root);
                $query->execute();
                $rows = $query->get_result()->fetch_all(MYSQLI_ASSOC);
                $link->close();
            } finally {
                mysqli_report($reports);
            }
        } else {
            $quote = static fn (string $value): string => "'" . addcslashes($value, "'\\") . "'";
            $link = @pg_connect("host={$quote($server)} user={$quote($login)} password={$quote($password)}"
                . " dbname={$quote($database)} connect_timeout=3"
                . ($port ? " port={$port}" : '') . ($ssl !== '' ? " sslmode={$quote($ssl)}" : ''), PGSQL_CONNECT_FORCE_NEW);
            $found = $link ? @pg_query_params($link, "SELECT * FROM \"{$table}\" WHERE vhostname = \$1", [$root]) : false;
            if (!$found) {
                throw new RuntimeException('no answer');
            }
            $rows = pg_fetch_all($found) ?: [];
            pg_close($link);
        }
    } catch (Throwable $e) {
        // Without its message, which names accounts.
        $refuse(503, 'This site cannot be found just now. Please try again in a moment.',
            'the registry does not answer: ' . get_class($e) . ' ' . $e->getCode());
    }

    // A collation also finds other spellings; sites are told apart byte by byte.
    $rows = array_values(array_filter($rows, static fn (array $row): bool => $row['vhostname'] === $root));
    if (!$rows) {
        $refuse($unknown, $cli ? 'no Moodle has the URL in VMOODLE_HOST' : 'There is no such site here.');
    }
    if (count($rows) > 1) {
        $refuse(503, 'This site has more than one entry in the registry.', "more than one row is of {$root}");
    }
    $row = $rows[0];
    if (!$row['enabled'] && !in_array('disabled', $allowed, true)) {
        $refuse(404, 'This site is not open.');
    }

    // --- The switch ---------------------------------------------------------------------------------------------------

    if ($onmariadb($row['vdbtype']) !== $onmariadb($CFG->dbtype)) {
        unset($CFG->dboptions['dbport'], $CFG->dboptions['dbsocket']); // Those of the other engine.
    }
    $CFG->dbtype = $row['vdbtype'];
    $CFG->dbhost = $row['vdbhost'];
    $CFG->dbname = $row['vdbname'];
    $CFG->dbuser = empty($CFG->vchildsdblogin) ? $row['vdblogin'] : $CFG->vchildsdblogin;
    $CFG->dbpass = empty($CFG->vchildsdbpass) ? $row['vdbpass'] : $CFG->vchildsdbpass;
    $CFG->dboptions['dbpersist'] = (int) $row['vdbpersist'];
    $CFG->prefix = $row['vdbprefix'];
    $CFG->wwwroot = $root;
    $CFG->dataroot = $row['vdatapath'];

    // A row that names no release is older than releases: it goes along with the main Moodle.
    $metadata = json_decode((string) ($row['metadata'] ?? ''), true);
    $release = is_array($metadata) ? $metadata['vmoodle.io/release'] ?? '' : '';
    $enter(is_string($release) && $release !== '' ? $release : $releaseofmain());
})($CFG);
