<?php
// Maintenance for everybody: maintenance.php on|off upgrade|wished
//
// Moodle is in maintenance while there is a file climaintenance.html in its data folder, and shows it. The operator's has a
// mark that says what for, and only that is taken away: whoever else puts a Moodle into maintenance ends it, too.
// Needs no database. Like Moodle it takes the text from climaintenance.template.html of the data folder, if there is one.

define('CLI_SCRIPT', true);
define('ABORT_AFTER_CONFIG', true);

require(getcwd() . '/config.php');

class_exists('vmoodle_guard'); // None is: but now the guard looks where the switch went.

(static function (array $arguments): void {
    global $CFG;
    $stop = static function (string $why): void {
        fwrite(STDERR, "{$why}\n");
        exit(1);
    };
    [$wish, $purpose] = array_slice($arguments, 1) + ['', ''];
    if (!in_array($wish, ['on', 'off'], true) || !in_array($purpose, ['upgrade', 'wished'], true)) {
        $stop('Say on or off, and upgrade or wished.');
    }
    $file = "{$CFG->dataroot}/climaintenance.html";
    $mark = static fn (string $for): string => "<!-- vmoodle-operator: {$for} -->\n";
    $ours = $mark($purpose);
    $other = $mark($purpose === 'upgrade' ? 'wished' : 'upgrade');
    $write = static function (string $html) use ($CFG, $file, $stop): void {
        // At once, because web pods look for it.
        $draft = "{$file}.vmoodle";
        if (file_put_contents($draft, $html) !== strlen($html) || !rename($draft, $file)) {
            $stop('The data folder takes no file: is it full, or read-only for this user?');
        }
        chmod($file, ($CFG->directorypermissions ?? 02777) & 0666);
    };
    $html = file_exists($file) ? (string) file_get_contents($file) : '';
    $marked = static fn (string $for): bool => strpos($html, $for) !== false;

    if ($wish === 'on') {
        if ($html !== '' && !$marked($ours) && !$marked($other)) {
            echo "Maintenance is on: somebody else put it on, and has to end it.\n";
            return;
        }
        if (!$marked($ours)) {
            $template = "{$CFG->dataroot}/climaintenance.template.html";
            $page = is_file($template) ? (string) file_get_contents($template) : <<<'HTML'
                <!DOCTYPE html>
                <html>
                <head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Maintenance</title></head>
                <body style="font-family: sans-serif; text-align: center; margin-top: 20vh">
                <p lang="en">This site is undergoing maintenance and is currently not available.</p>
                <p lang="fr">Ce site est en cours de maintenance et n'est pas disponible pour le moment.</p>
                </body>
                </html>
                HTML;
            $write(($html === '' ? "{$page}\n" : $html) . $ours);
        }
        echo "Maintenance is on.\n";
        return;
    }
    if ($marked($ours) && $marked($other)) {
        $write(str_replace($ours, '', $html));
        echo "Maintenance stays on for another reason.\n";
        return;
    }
    if ($marked($ours) && !unlink($file)) {
        $stop('The file climaintenance.html cannot be removed.');
    }
    clearstatcache();
    echo file_exists($file) ? "Maintenance stays on: something else put it on.\n" : "Maintenance is off.\n";
})($argv);
