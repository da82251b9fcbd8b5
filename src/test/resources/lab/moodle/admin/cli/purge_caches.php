<?php
define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');

standin_point('purge_caches.start');
standin_empty($CFG->cachedir);
standin_empty($CFG->localcachedir);
exit(0);
