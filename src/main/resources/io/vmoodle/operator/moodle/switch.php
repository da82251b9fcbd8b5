<?php
// The switch file: runs any of Moodle's scripts on the command line for exactly one Moodle, with the boot or with the
// plugin's own vconfig.php.
//
//     VMOODLE_HOST=https://hugo.example.edu php -d auto_prepend_file=/etc/vmoodle/platform/switch.php \
//         admin/cli/cron.php
//
// Environment:
//   VMOODLE_HOST       which Moodle, by its URL, also the main one
//   VMOODLE_TENANT_ID  the tenant whose row that must be; an address can pass from one tenant to another
//   VMOODLE_RESULT     file for the result, at most 4096 bytes of JSON: a pod's termination message
//   VMOODLE_RESPECT    maintenance: do nothing while the Moodle is in maintenance
//
// Exit codes: those of the script, except
//   86  not switched: unknown or wrong tenant, no registry, or config.php went to another Moodle or database
//   75  not now: another process works on this Moodle, or it is in maintenance and VMOODLE_RESPECT says so
//
// At most one process at a time works on a Moodle: it holds a lock of the registry's database server, on a connection of
// its own, so that the lock goes when the process does. It is checked before the script starts, again when the script
// has been switched and before it opens its database, and at the end.
//
// Runs on PHP 7.4 and newer. Declares nothing but one class, which PHP wants by name.

if (PHP_SAPI !== 'cli') {
    return;
}

/** Keeps the end of what is written to a stream, and lets it pass. */
final class vmoodle_output_tail extends php_user_filter {
    public function filter($in, $out, &$consumed, $closing): int {
        while ($bucket = stream_bucket_make_writeable($in)) {
            ($this->params)($bucket->data);
            $consumed += $bucket->datalen;
            stream_bucket_append($out, $bucket);
        }
        return PSFS_PASS_ON;
    }
}

(static function (): void {
    $host = (string) getenv('VMOODLE_HOST');
    $tenant = (string) getenv('VMOODLE_TENANT_ID');
    $result = [
        'host' => $host, 'tenantId' => $tenant, 'script' => null, 'outcome' => 'Started', 'reason' => null,
        'wwwroot' => null, 'database' => null, 'version' => null, 'release' => null, 'hash' => null, 'output' => '',
    ];
    $secrets = [];
    $report = static function (array $more) use (&$result, &$secrets): void {
        $result = array_replace($result, $more);
        $file = (string) getenv('VMOODLE_RESULT');
        if ($file === '') {
            return;
        }
        uksort($secrets, static fn ($a, $b): int => strlen($b) - strlen($a));
        $mask = static fn ($value) => is_string($value) ? str_replace(array_keys($secrets), '***', $value) : $value;
        $shown = array_map($mask, $result);
        for ($length = 4000; ; $length = intdiv($length * 4, 5)) {
            foreach ($shown as $name => $value) {
                $cut = $name === 'output' ? substr((string) $value, -$length) : substr((string) $value, 0, $length);
                $shown[$name] = is_string($value) ? $cut : $value;
            }
            $json = json_encode($shown, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
            if (strlen($json) < 4096) {
                break;
            }
        }
        file_put_contents($file, "{$json}\n");
    };
    $stop = static function (int $code, string $outcome, string $why) use ($report): void {
        fwrite(STDERR, "vmoodle: {$why}\n");
        $report(['outcome' => $outcome, 'reason' => $why]);
        exit($code);
    };
    $refuse = static function (string $why) use ($stop): void {
        $stop(86, 'NotSwitched', $why);
    };

    ini_set('zend.exception_ignore_args', '1'); // Traces show the beginnings of passwords.
    // What the script may print of its own arguments.
    foreach ($_SERVER['argv'] as $argument) {
        if (preg_match('~^--?[\w-]*(?:pass|secret|key|token)[\w-]*=(.+)$~Dis', $argument, $parts)) {
            $secrets[$parts[1]] = true;
        }
    }

    // --- The code, and the registry that its config.php names ----------------------------------------------------------

    if ($host === '') {
        $refuse('say which Moodle by its URL, in VMOODLE_HOST');
    }
    $script = (string) ($_SERVER['SCRIPT_FILENAME'] ?? '');
    $script = is_file($script) ? realpath($script) : '';
    $code = '';
    foreach ([$script === '' ? '' : dirname($script), (string) getcwd()] as $folder) {
        while ($code === '' && $folder !== '') {
            $code = is_file("{$folder}/config.php") && is_file("{$folder}/lib/setup.php") ? $folder : '';
            $folder = dirname($folder) === $folder ? '' : dirname($folder);
        }
    }
    if ($code === '') {
        $refuse('neither the script nor the current folder is in a Moodle that has a config.php');
    }
    $result['script'] = strpos($script, "{$code}/") === 0 ? substr($script, strlen($code) + 1) : basename($script);

    // In a process of its own, because scripts that read config.php once must find it unread. Where config.php has no
    // stop for CLI_VMOODLE_PRECHECK, the plugin's vconfig.php leaves the main Moodle's settings, too.
    $reading = proc_open([PHP_BINARY, '-d', 'auto_prepend_file=', '-d', 'display_errors=0', '-r', <<<'PHP'
        define('CLI_SCRIPT', true);
        define('ABORT_AFTER_CONFIG', true);
        $CLI_VMOODLE_PRECHECK = true;
        ob_start();
        require($argv[1]);
        ob_end_clean();
        foreach ((array) $CFG as $name => $value) {
            if (preg_match('~^(vmaster|vchilds|db|prefix$|wwwroot$|dataroot$)~', $name)) {
                $settings[$name] = $value;
            }
        }
        echo base64_encode(serialize($settings));
        PHP, '--', "{$code}/config.php"], [1 => ['pipe', 'w'], 2 => STDERR], $pipes, null, ['VMOODLE_HOST' => ''] + getenv());
    $read = $reading ? (string) stream_get_contents($pipes[1]) : '';
    $main = @unserialize((string) base64_decode($read), ['allowed_classes' => false]);
    if (!is_array($main) || proc_close($reading) !== 0) {
        $refuse('config.php cannot be read as far as its stop for CLI_VMOODLE_PRECHECK');
    }
    $setting = static fn (string $ofregistry, string $ofmain): string =>
        (string) (($main[$ofregistry] ?? '') ?: ($main[$ofmain] ?? ''));
    $database = $setting('vmasterdbname', 'dbname');
    $login = $setting('vmasterdblogin', 'dbuser');
    $password = (string) (empty($main['vmasterdblogin']) ? $main['dbpass'] : $main['vmasterdbpass'] ?? '');
    $server = $setting('vmasterdbhost', 'dbhost');
    $prefix = $setting('vmasterprefix', 'prefix');
    $port = (int) ($main['dboptions']['dbport'] ?? 0);
    $ssl = (string) ($main['dboptions']['ssl'] ?? '');
    foreach ([$password, $main['dbpass'] ?? '', $main['vchildsdbpass'] ?? ''] as $secret) {
        $secret === '' || $secrets[$secret] = true;
    }

    // --- A connection that is only for the lock -------------------------------------------------------------------------

    $lost = 'the registry does not answer';
    if (in_array($setting('vmasterdbtype', 'dbtype'), ['mariadb', 'mysqli', 'auroramysql'], true)) {
        $quote = '`';
        $reports = (new mysqli_driver())->report_mode;
        mysqli_report(MYSQLI_REPORT_OFF);
        $link = mysqli_init();
        $link->options(MYSQLI_OPT_CONNECT_TIMEOUT, 10);
        $link->options(MYSQLI_SET_CHARSET_NAME, 'utf8mb4');
        $flags = [
            'require' => MYSQLI_CLIENT_SSL | MYSQLI_CLIENT_SSL_DONT_VERIFY_SERVER_CERT,
            'verify-full' => MYSQLI_CLIENT_SSL | MYSQLI_CLIENT_SSL_VERIFY_SERVER_CERT,
        ][$ssl] ?? 0;
        $socket = ($main['dboptions']['dbsocket'] ?? '') ?: null;
        if (!@$link->real_connect($server, $login, $password, $database, $port ?: null, $socket, $flags)) {
            $refuse($lost);
        }
        mysqli_report($reports);
        $ask = static function (string $sql, array $values = []) use ($link): ?array {
            try { // Whether mysqli throws is the script's choice.
                $query = @$link->prepare($sql);
                if ($query && $values) {
                    $query->bind_param(str_repeat('s', count($values)), ...$values);
                }
                if (!$query || !@$query->execute()) {
                    return null;
                }
                $rows = $query->get_result();
                return $rows ? $rows->fetch_all(MYSQLI_ASSOC) : [];
            } catch (mysqli_sql_exception $e) {
                return null;
            }
        };
        // An upgrade may take longer than a server waits for a quiet connection.
        $ask('SET SESSION wait_timeout = 2147483');
    } else {
        $quote = '"';
        $literal = static fn (string $value): string => "'" . addcslashes($value, "'\\") . "'";
        $link = @pg_connect("host={$literal($server)} user={$literal($login)} password={$literal($password)}"
            . " dbname={$literal($database)} connect_timeout=10"
            . ($port ? " port={$port}" : '') . ($ssl !== '' ? " sslmode={$literal($ssl)}" : ''), PGSQL_CONNECT_FORCE_NEW);
        if (!$link) {
            $refuse($lost);
        }
        $ask = static function (string $sql, array $values = []) use ($link): ?array {
            $mark = 0;
            $rows = @pg_query_params($link, preg_replace_callback('~\?~', static function () use (&$mark): string {
                return '$' . ++$mark;
            }, $sql), $values);
            return $rows ? (pg_fetch_all($rows) ?: []) : null;
        };
        $ask('SET idle_session_timeout = 0');
    }

    // --- Its row, and the lock ------------------------------------------------------------------------------------------

    $row = null;
    $key = 0; // the main Moodle's; rows have others
    $find = static function () use ($ask, $quote, $prefix, $host, $tenant, $refuse, $lost): array {
        $found = $ask("SELECT * FROM {$quote}{$prefix}local_vmoodle{$quote} WHERE vhostname = ?", [$host]);
        if ($found === null) {
            $refuse($lost);
        }
        $found = array_values(array_filter($found, static fn (array $row): bool => $row['vhostname'] === $host));
        if (count($found) !== 1) {
            $refuse(count($found) . ' rows of the registry are of the Moodle in VMOODLE_HOST');
        }
        $metadata = json_decode((string) ($found[0]['metadata'] ?? ''), true);
        if ($tenant !== '' && (!is_array($metadata) || ($metadata['vmoodle.io/tenant-id'] ?? null) !== $tenant)) {
            $refuse('the Moodle in VMOODLE_HOST is not the tenant in VMOODLE_TENANT_ID');
        }
        return $found[0];
    };
    if ($host !== $main['wwwroot']) {
        $key = (int) $find()['id'];
    } else if ($tenant !== '') {
        $refuse('the main Moodle is no tenant');
    }

    // Databases of PostgreSQL have locks of their own, and tenants do not get into this one. Those of MariaDB share one
    // space of names, so the name is made of what only the main Moodle's database knows.
    if ($quote === '"') {
        $space = 0x766d6f6f; // "vmoo"
        $try = ['SELECT CASE WHEN pg_try_advisory_lock(?, ?) THEN 1 ELSE 0 END AS held', [$space, $key]];
        $check = ["SELECT count(*) AS held FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            . ' AND classid::bigint = ? AND objid::bigint = ?', [$space, $key]];
    } else {
        $known = $ask("SELECT value FROM {$quote}{$prefix}config{$quote} WHERE name = 'siteidentifier'");
        if (!$known) {
            $refuse('the main Moodle has no siteidentifier: is it installed?');
        }
        $name = 'vmoodle_' . substr(hash_hmac('sha256', "{$database} {$prefix} {$key}", $known[0]['value']), 0, 48);
        $try = ['SELECT GET_LOCK(?, 0) AS held', [$name]];
        $check = ['SELECT IS_USED_LOCK(?) = CONNECTION_ID() AS held', [$name]];
    }
    $held = static fn (array $question): bool => (int) (($ask(...$question) ?? [])[0]['held'] ?? 0) === 1;
    // A server takes a moment to notice that the process before this one ended, which may be a step of the same Job.
    for ($patience = microtime(true) + 3; !$held($try); usleep(50000)) {
        if (microtime(true) > $patience) {
            $stop(75, 'Busy', 'another process works on this Moodle');
        }
    }
    $dataroot = (string) $main['dataroot'];
    if ($key !== 0) {
        $row = $find(); // again: whoever held the lock may have changed it
        $dataroot = (string) $row['vdatapath'];
        (string) $row['vdbpass'] === '' || $secrets[$row['vdbpass']] = true;
    }
    if (getenv('VMOODLE_RESPECT') === 'maintenance' && file_exists("{$dataroot}/climaintenance.html")) {
        $stop(75, 'Maintenance', 'this Moodle is in maintenance');
    }

    // --- The guard ------------------------------------------------------------------------------------------------------

    $expected = ['wwwroot' => $host];
    foreach (['dbtype', 'dbhost', 'dbname', 'prefix'] as $name) {
        $expected[$name] = $row === null ? $main[$name] : $row[$name === 'prefix' ? 'vdbprefix' : "v{$name}"];
    }
    $astray = static function () use ($expected, $dataroot): ?string {
        $CFG = $GLOBALS['CFG'] ?? null;
        if (!defined('MOODLE_INTERNAL') || !is_object($CFG)) {
            return 'the script ended before config.php was done';
        }
        foreach ($expected as $name => $value) {
            if ((string) ($CFG->$name ?? '') !== (string) $value) {
                return "the script was switched elsewhere: another {$name}";
            }
        }
        $same = realpath($CFG->dataroot) === realpath($dataroot);
        return $same ? null : 'the script was switched elsewhere: another dataroot';
    };

    // Moodle loads its first class when config.php is done and before it opens the database.
    $checked = false;
    spl_autoload_register(static function () use (&$checked, $astray, $held, $check, $refuse, $stop): void {
        if ($checked || !defined('MOODLE_INTERNAL') || !isset($GLOBALS['CFG']->wwwroot)) {
            return;
        }
        $checked = true; // Not unregistered: PHP would skip the loader behind this one.
        if (($why = $astray()) !== null) {
            $refuse($why);
        }
        if (!$held($check)) {
            $stop(75, 'LockLost', 'the lock went before the script began');
        }
    }, true, true);

    // --- The output's end, and the result -------------------------------------------------------------------------------

    $tail = '';
    $keep = static function (string $text) use (&$tail): void {
        $tail .= $text;
        if (strlen($tail) > 6000) { // From the beginning of a line, so that it does not begin within a secret.
            $tail = substr($tail, -3000);
            $tail = (string) substr($tail, (int) (strpos($tail, "\n") ?: 254) + 1);
        }
    };
    ob_start(static function (string $text) use ($keep): string {
        $keep($text);
        return $text;
    }, 1);
    stream_filter_register('vmoodle.tail', 'vmoodle_output_tail');
    stream_filter_append(STDOUT, 'vmoodle.tail', STREAM_FILTER_WRITE, $keep);
    stream_filter_append(STDERR, 'vmoodle.tail', STREAM_FILTER_WRITE, $keep);

    define('CLI_VMOODLE_OVERRIDE', $host); // for the plugin's vconfig.php; the boot takes it, too
    $report([]);

    register_shutdown_function(static function () use (&$result, &$tail, $astray, $held, $check, $report): void {
        if ($result['reason'] !== null) {
            return; // Refused when it was about to begin: said already.
        }
        ini_set('memory_limit', '-1'); // There may be none left to say that there is none left.
        $CFG = $GLOBALS['CFG'] ?? new stdClass();
        $why = $astray();
        $error = error_get_last();
        $types = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_RECOVERABLE_ERROR;
        $fatal = $error !== null && ($error['type'] & $types) !== 0;
        $outcome = $why !== null ? 'NotSwitched' : ($fatal ? 'Fatal' : ($held($check) ? 'Ended' : 'LockLost'));
        $report([
            'outcome' => $outcome,
            'reason' => $why ?? ($fatal ? strtok($error['message'], "\n") : null),
            'wwwroot' => $CFG->wwwroot ?? null,
            'database' => $CFG->dbname ?? null,
            'version' => $CFG->version ?? null,
            'release' => $CFG->release ?? null,
            'hash' => $CFG->allversionshash ?? null,
            'output' => $tail,
        ]);
        if ($why !== null) {
            fwrite(STDERR, "vmoodle: {$why}\n");
            exit(86);
        }
    });
})();
