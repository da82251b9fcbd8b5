<?php
// The release probe: says what a code base is, and how it is set up, without a database and without a data folder.
//
//     php /etc/vmoodle/job/probe.php /var/www/html
//
// Writes one line to standard output: "vmoodle-probe ", the SHA-256 of the rest of the line in hexadecimal, a blank, and
// JSON. Whoever reads it compares the hash with the one in the file that VMOODLE_RESULT names (a pod's termination
// message, which is too short for the whole): standard output may have lines of others, and may be cut.
//
//   code     null with why, or version, release and hash as the database of a Moodle on this code has them, versions of
//            plugins, plugins that the core once had and dropped, names of files and folders at the top
//   config   null, or what config.php says before its stop for CLI_VMOODLE_PRECHECK; never a password
//   guarded  whether config.php refuses the command line without a tenant, as the operator's boot does
//   php      version, max_input_vars, whether there is the legacy cipher that Moodle's network needs
//
// Code of others runs in processes of its own: config.php may end the process, and so may the version.php of a plugin.
// Exit code 0 whatever was found. Runs on PHP 7.4 and newer.

/**
 * Plugins that the core once had and dropped, such as "mod_assignment": its own check does not miss them.
 * Since 4.4 (MDL-81084) Moodle lists them in lib/plugins.json. Before, it has a function that knows one from another:
 * of that function's source, all words are tried.
 */
function dropped(string $code): array {
    $listed = json_decode((string) @file_get_contents("{$code}/lib/plugins.json"), true);
    $dropped = [];
    if (is_array($listed['deleted'] ?? null)) {
        foreach ($listed['deleted'] as $type => $names) {
            foreach (array_filter((array) $names, 'is_string') as $name) {
                $dropped[] = "{$type}_{$name}";
            }
        }
        return $dropped;
    }
    $file = "{$code}/lib/classes/plugin_manager.php";
    try {
        if (!is_file($file)) {
            return [];
        }
        require_once($file);
        $class = class_exists('core_plugin_manager', false) ? 'core_plugin_manager' : 'core\\plugin_manager';
        $method = new ReflectionMethod($class, 'is_deleted_standard_plugin');
        $lines = array_slice(file($file), $method->getStartLine() - 1, $method->getEndLine() - $method->getStartLine() + 1);
        preg_match_all('~[\'"]([a-z][a-z0-9_]*)[\'"]~', implode('', $lines), $words);
        foreach ($words = array_unique($words[1]) as $type) {
            foreach ($words as $name) {
                if ($method->invoke(null, $type, $name)) {
                    $dropped[] = "{$type}_{$name}";
                }
            }
        }
    } catch (Throwable $e) {
        return []; // A Moodle of another age: whatever it lacks is missing.
    }
    return $dropped;
}

$code = rtrim((string) ($argv[1] ?? ''), '/');
$part = (string) ($argv[2] ?? '');

// --- The parts, each in its own process, answering on a pipe ------------------------------------------------------------

if ($part === 'code') {
    // As lib/setup.php has it: hashes of versions with a point depend on it.
    $setup = (string) @file_get_contents("{$code}/lib/setup.php");
    if (preg_match('~ini_set\(\s*[\'"]serialize_precision[\'"]\s*,\s*[\'"]?(-?\d+)~', $setup, $found)) {
        ini_set('serialize_precision', $found[1]);
    }
    $settings = json_decode((string) ($argv[3] ?? ''), true) ?: [];
    define('CLI_SCRIPT', true);
    define('MOODLE_INTERNAL', true);
    define('CACHE_DISABLE_ALL', true);
    define('IGNORE_COMPONENT_CACHE', true);
    $CFG = (object) ($settings + ['admin' => 'admin']);
    $CFG->dirroot = $code;
    $CFG->libdir = "{$code}/lib";
    require("{$CFG->libdir}/classes/component.php");

    $answer = ['version' => null, 'release' => null, 'hash' => core_component::get_all_versions_hash()];
    (static function () use (&$answer, $code): void {
        require("{$code}/version.php");
        // The way Moodle's database has it: two digits behind the point.
        $answer['version'] = is_float($version) ? number_format($version, 2, '.', '') : (string) $version;
        $answer['release'] = (string) $release;
    })();
    $answer['plugins'] = [];
    foreach (array_keys(core_component::get_plugin_types()) as $type) {
        foreach (core_component::get_plugin_list($type) as $name => $folder) {
            $answer['plugins']["{$type}_{$name}"] = (static function () use ($folder): string {
                global $CFG;
                $module = $plugin = new stdClass();
                include("{$folder}/version.php");
                return (string) ($plugin->version ?? '');
            })();
        }
    }
    $answer['plugins'] = (object) $answer['plugins'];
    $answer['dropped'] = dropped($code);
    // Links that the plugin made for sub-paths are tenants', not the code's.
    $answer['names'] = array_values(array_filter(scandir($code), static fn (string $name): bool =>
        $name[0] !== '.' && !(is_link("{$code}/{$name}") && realpath("{$code}/{$name}") === realpath($code))));
    file_put_contents('php://fd/3', json_encode($answer, JSON_INVALID_UTF8_SUBSTITUTE));
    exit(0);
}

if ($part === 'config' || $part === 'boot') {
    define('CLI_SCRIPT', true);
    define('ABORT_AFTER_CONFIG', true);
    if ($part === 'config') {
        $CLI_VMOODLE_PRECHECK = true;
    }
    require("{$code}/config.php");
    if (defined('MOODLE_INTERNAL')) {
        exit(1); // It went on where it was to stop.
    }
    $text = static fn (string $name): string => is_scalar($CFG->$name ?? null) ? (string) $CFG->$name : '';
    file_put_contents('php://fd/3', json_encode([
        'wwwroot' => $text('wwwroot'),
        'release' => $text('vmoodle_release'),
        'platformFile' => $text('vmoodle_platform') !== '',
        'upgradeKey' => $text('upgradekey') !== '',
        'sharedCache' => $text('cachedir') !== '' || $text('localcachedir') !== '',
        'admin' => $text('admin') ?: 'admin',
        'themedir' => $text('themedir'),
    ], JSON_INVALID_UTF8_SUBSTITUTE));
    exit(0);
}

// --- All of them --------------------------------------------------------------------------------------------------------

$run = static function (string ...$arguments) use ($code): array {
    $environment = getenv();
    unset($environment['VMOODLE_HOST'], $environment['VMOODLE_ALLOW']);
    $command = [PHP_BINARY, '-d', 'auto_prepend_file=', '-d', 'display_errors=stderr', '-d', 'log_errors=0',
        '-d', 'html_errors=0', __FILE__, $code, ...$arguments];
    $null = ['file', '/dev/null', 'r'];
    $errors = tmpfile();
    $process = proc_open($command, [$null, ['file', '/dev/null', 'w'], $errors, ['pipe', 'w']], $pipes, null, $environment);
    $answer = $process ? json_decode((string) stream_get_contents($pipes[3]), true) : null;
    $exit = $process ? proc_close($process) : -1;
    rewind($errors);
    $why = '';
    while ($why === '' && ($line = fgets($errors)) !== false) {
        $why = trim($line);
    }
    return [is_array($answer) && $exit === 0 ? $answer : null, $exit, substr($why, 0, 500)];
};

[$config, $exit] = is_file("{$code}/config.php") ? $run('config') : [null, null];
[, $boot] = is_file("{$code}/config.php") ? $run('boot') : [null, null];

$themes = $config['themedir'] ?? '';
$settings = ['admin' => $config['admin'] ?? 'admin'] + ($themes === '' ? [] : ['themedir' => $themes]);
$why = null;
$found = null;
if (!is_file("{$code}/version.php") || !is_file("{$code}/lib/classes/component.php")) {
    $why = is_dir($code) ? 'it has no version.php, or no lib/classes/component.php' : 'there is no such folder';
} else {
    [$found, $ended, $error] = $run('code', json_encode($settings));
    $why = $found === null ? ($error ?: "reading it ended with exit code {$ended}") : null;
    $found === null || $found['plugins'] = (object) $found['plugins'];
}
unset($config['admin'], $config['themedir']);

$legacy = false;
$key = @openssl_pkey_new(['private_key_bits' => 2048]);
if ($key) {
    $public = openssl_pkey_get_details($key)['key'];
    $legacy = @openssl_seal('x', $sealed, $keys, [$public], 'RC4') !== false;
}

$json = json_encode([
    'format' => 1,
    'code' => $found,
    'why' => $why,
    'config' => $config,
    'configExit' => $exit,
    'guarded' => $boot === 86,
    'php' => [
        'version' => PHP_VERSION,
        'maxInputVars' => (int) ini_get('max_input_vars'),
        'legacyCipher' => $legacy,
    ],
], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
$sha256 = hash('sha256', $json);
echo "\nvmoodle-probe {$sha256} {$json}\n";
if ((string) getenv('VMOODLE_RESULT') !== '') {
    file_put_contents((string) getenv('VMOODLE_RESULT'), json_encode(['outcome' => 'Ended', 'sha256' => $sha256]) . "\n");
}
