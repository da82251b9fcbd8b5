<?php
// Times spent inside the include, by turns, in microseconds: "<median of the boot> <median of the plugin's way>".

$CLI_VMOODLE_PRECHECK = true;
require(__DIR__ . '/config.php');
$main = $CFG;
$rounds = (int) $_GET['rounds'];
$times = ['boot.php' => [], 'plugin-way.php' => []];
for ($round = 0; $round < $rounds; $round++) {
    foreach (array_keys($times) as $file) {
        $CFG = clone $main;
        $start = hrtime(true);
        include(__DIR__ . "/{$file}");
        $end = hrtime(true);
        if ($CFG->wwwroot === $main->wwwroot) {
            exit("{$file} did not switch");
        }
        if ($round >= $rounds / 5) { // By then everything is compiled and warm.
            $times[$file][] = ($end - $start) / 1000;
        }
    }
}
foreach ($times as $all) {
    sort($all);
    printf('%.0f ', $all[intdiv(count($all), 2)]);
}
