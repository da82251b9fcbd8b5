<?php
// The part of a data folder that an upgrade may change: folder.php keep|restore|forget
//
//   keep      files of users as hard links, and the stores of caches, in .vmoodle-<VMOODLE_OPERATION> of the data folder
//   restore   puts files back that are missing, and the stores; empties caches
//   forget    removes all copies
//
// Each may run again after it was cut short. Needs no database.

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
    $root = (string) realpath($CFG->dataroot);
    $number = (string) getenv('VMOODLE_OPERATION');
    if (!preg_match('~^[0-9]{1,18}$~D', $number)) {
        $stop('Say which operation it is by its number, in VMOODLE_OPERATION.');
    }
    $copy = "{$root}/.vmoodle-{$number}";
    $files = $CFG->filedir ?? "{$root}/filedir";
    $files = realpath($files) ?: $files; // It may be a link to a larger disk; no other link is followed.
    $mode = $CFG->directorypermissions ?? 02777;
    umask(0); // As Moodle does: what may be done is in the modes.

    $entries = static function (string $folder): iterable {
        $open = is_link($folder) ? false : @opendir($folder);
        while ($open !== false && ($name = readdir($open)) !== false) {
            if ($name !== '.' && $name !== '..') {
                yield $name;
            }
        }
        $open === false || closedir($open);
    };
    $folder = static function (string $path) use ($mode, $stop): void {
        if (is_link($path) || (!is_dir($path) && !@mkdir($path, $mode) && !is_dir($path))) {
            $stop("Folder {$path} cannot be made.");
        }
    };
    // What has a name in files of users is always the same content, so what is there already need not be looked at.
    $link = static function (string $from, string $to) use (&$link, $entries, $folder, $stop): int {
        $linked = 0;
        $folder($to);
        foreach ($entries($from) as $name) {
            if (is_link("{$from}/{$name}")) {
                continue;
            }
            if (is_dir("{$from}/{$name}")) {
                $linked += $link("{$from}/{$name}", "{$to}/{$name}");
            } else if (!file_exists("{$to}/{$name}")) {
                if (!@link("{$from}/{$name}", "{$to}/{$name}")) {
                    $why = error_get_last()['message'] ?? '';
                    $stop("A file cannot be linked ({$why}): Jobs need the user or group of web pods,"
                        . ' and a file system that knows hard links.');
                }
                $linked++;
            }
        }
        return $linked;
    };
    $remove = static function (string $path, bool $itself) use (&$remove, $entries, $stop): void {
        if (is_dir($path) && !is_link($path)) {
            foreach ($entries($path) as $name) {
                $remove("{$path}/{$name}", true);
            }
            $itself && (@rmdir($path) || !is_dir($path) || $stop("Folder {$path} cannot be removed."));
        } else if ($itself && (file_exists($path) || is_link($path))) {
            @unlink($path) || !file_exists($path) || $stop("File {$path} cannot be removed.");
        }
    };
    $replace = static function (string $from, string $to) use ($stop): void {
        if (!copy($from, "{$to}.vmoodle") || !rename("{$to}.vmoodle", $to)) {
            $stop("File {$to} cannot be written.");
        }
        chmod($to, fileperms($from) & 0777);
    };
    // The plugin's boot leaves the stores where Moodle has them, the operator's has a file for each release.
    $stores = ['muc/config.php'];
    foreach ($entries($root) as $name) {
        if (preg_match('~^muc-[A-Za-z0-9._-]+\.php$~D', $name)) {
            $stores[] = $name;
        }
    }

    switch ($arguments[1] ?? '') {
        case 'keep':
            $folder($copy);
            $folder("{$copy}/muc");
            $linked = is_dir($files) ? $link($files, "{$copy}/filedir") : 0;
            foreach ($stores as $store) {
                // The first time counts: later, an upgrade may have begun.
                if (is_file("{$root}/{$store}") && !file_exists("{$copy}/{$store}")) {
                    $replace("{$root}/{$store}", "{$copy}/{$store}");
                }
            }
            echo "{$linked} files were linked into .vmoodle-{$number}.\n";
            return;
        case 'restore':
            if (is_dir("{$copy}/filedir")) {
                $linked = $link("{$copy}/filedir", $files);
                echo "{$linked} files were missing and are back.\n";
            } else {
                echo "Nothing had been copied to .vmoodle-{$number}.\n";
            }
            foreach ($stores as $store) {
                if (is_file("{$copy}/{$store}")) {
                    $folder(dirname("{$root}/{$store}"));
                    $replace("{$copy}/{$store}", "{$root}/{$store}");
                }
            }
            $caches = ["{$root}/cache", "{$root}/localcache", $CFG->cachedir ?? '', $CFG->localcachedir ?? ''];
            foreach (array_filter($caches) as $cache) {
                $remove($cache, false);
            }
            return;
        case 'forget':
            foreach ($entries($root) as $name) {
                if (preg_match('~^\.vmoodle-[0-9]+$~D', $name)) {
                    $remove("{$root}/{$name}", true);
                }
            }
            return;
        default:
            $stop('Say keep, restore or forget.');
    }
})($argv);
