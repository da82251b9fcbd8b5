<?php
// What docs/serving/nginx.conf does, for PHP's own web server, which a container can run without anything else.

$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$root = $_SERVER['DOCUMENT_ROOT'];
$prefix = '';
$host = strtolower(explode(':', $_SERVER['HTTP_HOST'] ?? '')[0]);
$main = getenv('MOODLE_MAIN_HOST') ?: 'moodle.example.edu';

// The first element of a path, on the main Moodle's host only: it may be a tenant's sub-path.
if ($host === $main && preg_match('~^/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(/.*)?$~D', $path, $parts)
        && !file_exists("{$root}/{$parts[1]}")) {
    $prefix = "/{$parts[1]}";
    $path = $parts[2] ?? '';
    if ($path === '') {
        header("Location: {$prefix}/", true, 301);
        return;
    }
}
$info = '';
if (preg_match('~^(.+?\.php)(/.*)?$~D', $path, $parts)) {
    [$path, $info] = [$parts[1], $parts[2] ?? ''];
} else if (is_dir($root . $path)) {
    if (substr($path, -1) !== '/') {
        header("Location: {$prefix}{$path}/", true, 301);
        return;
    }
    $path .= 'index.php';
}
$file = realpath($root . $path);
if ($file === false || strpos($file, "{$root}/") !== 0) {
    http_response_code(404);
    return;
}
if (substr($file, -4) !== '.php') {
    if ($prefix === '' && preg_match('~\.(?:css|js|png|gif|jpe?g|svg|ico|woff2?)$~Di', $file)) {
        return false;
    }
    http_response_code(404);
    return;
}
$_SERVER['VMOODLE_SUBPATH'] = ltrim($prefix, '/');
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $prefix . $path;
$_SERVER['PATH_INFO'] = $info;
chdir(dirname($file));
require($file);
