<?php
require(__DIR__ . '/config.php');
require("{$CFG->dirroot}/version.php");

header('Content-Type: text/html; charset=utf-8');
echo '<title>', htmlspecialchars($CFG->wwwroot), '</title><p>Code ', htmlspecialchars($release), ', database ',
    htmlspecialchars($CFG->release ?? 'empty'), "</p>\n";
