<?php
// What a plugin's boot has to do at least, to compare with: one connection, one query that is not prepared, and the row's
// columns into $CFG. The connection to MariaDB stays open until the request ends.

$CFG->mainwwwroot = $CFG->wwwroot;
$CFG->vmoodleroot = 'https://' . $_SERVER['HTTP_HOST'];
if ($CFG->dbtype === 'pgsql') {
    $link = pg_connect("host={$CFG->dbhost} port={$CFG->dboptions['dbport']} user={$CFG->dbuser} password={$CFG->dbpass}"
        . " dbname={$CFG->dbname}");
    $rows = pg_query($link, "SELECT * FROM {$CFG->prefix}local_vmoodle WHERE vhostname = '{$CFG->vmoodleroot}'");
    $row = pg_fetch_object($rows);
    pg_close($link);
} else {
    $link = mysqli_connect($CFG->dbhost, $CFG->dbuser, $CFG->dbpass, '', $CFG->dboptions['dbport']);
    mysqli_select_db($link, $CFG->dbname);
    $rows = mysqli_query($link, "SELECT * FROM {$CFG->prefix}local_vmoodle WHERE vhostname = '{$CFG->vmoodleroot}'");
    $row = mysqli_fetch_object($rows);
}
$CFG->dbtype = $row->vdbtype;
$CFG->dbhost = $row->vdbhost;
$CFG->dbname = $row->vdbname;
$CFG->dbuser = $row->vdblogin;
$CFG->dbpass = $row->vdbpass;
$CFG->dboptions['dbpersist'] = $row->vdbpersist;
$CFG->prefix = $row->vdbprefix;
$CFG->wwwroot = $CFG->vmoodleroot;
$CFG->dataroot = $row->vdatapath;
