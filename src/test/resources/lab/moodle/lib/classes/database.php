<?php
// One Moodle's database, on either engine.

class standin_database {
    private PDO $link;
    private string $prefix;

    public function __construct(stdClass $cfg) {
        $engine = $cfg->dbtype === 'pgsql' ? 'pgsql' : 'mysql';
        $port = empty($cfg->dboptions['dbport']) ? '' : ";port={$cfg->dboptions['dbport']}";
        try {
            $this->link = new PDO("{$engine}:host={$cfg->dbhost};dbname={$cfg->dbname}{$port}", $cfg->dbuser, $cfg->dbpass,
                [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        } catch (PDOException $e) {
            CLI_SCRIPT || http_response_code(503);
            echo "Database connection failed.\n";
            exit(1);
        }
        $this->prefix = $cfg->prefix;
    }

    /** Runs SQL in which {name} is a table. */
    public function execute(string $sql, array $values = []): PDOStatement {
        $query = $this->link->prepare(preg_replace('~\{(\w+)\}~', "{$this->prefix}\$1", $sql));
        $query->execute($values);
        return $query;
    }

    public function set_field(string $table, string $field, string $value, array $where): bool {
        $conditions = implode(' AND ', array_map(fn (string $name): string => "{$name} = ?", array_keys($where)));
        $this->execute("UPDATE {{$table}} SET {$field} = ? WHERE {$conditions}", [$value, ...array_values($where)]);
        return true;
    }

    public function delete_records(string $table, array $where = []): bool {
        $conditions = array_map(fn (string $name): string => "{$name} = ?", array_keys($where));
        $this->execute("DELETE FROM {{$table}}" . ($where ? ' WHERE ' . implode(' AND ', $conditions) : ''), array_values($where));
        return true;
    }

    public function get_tables(): array {
        $schema = $this->link->getAttribute(PDO::ATTR_DRIVER_NAME) === 'pgsql' ? 'current_schema()' : 'database()';
        $tables = $this->execute("SELECT table_name FROM information_schema.tables WHERE table_schema = {$schema}");
        return array_filter($tables->fetchAll(PDO::FETCH_COLUMN), fn (string $name): bool => strpos($name, $this->prefix) === 0);
    }

    public function config(): array {
        return in_array("{$this->prefix}config", $this->get_tables(), true)
            ? $this->execute('SELECT name, value FROM {config}')->fetchAll(PDO::FETCH_KEY_PAIR)
            : [];
    }

    public function plugin_config(string $name): array {
        return $this->execute('SELECT plugin, value FROM {config_plugins} WHERE name = ?', [$name])->fetchAll(PDO::FETCH_KEY_PAIR);
    }
}

/** Sets a config row, or with null removes it; of the core, or of a plugin. */
function set_config(string $name, ?string $value, ?string $plugin = null): void {
    global $CFG, $DB;
    $table = $plugin === null ? '{config}' : '{config_plugins}';
    $where = $plugin === null ? ['name' => $name] : ['plugin' => $plugin, 'name' => $name];
    $DB->execute("DELETE FROM {$table} WHERE " . implode(' AND ', array_map(fn ($key) => "{$key} = ?", array_keys($where))),
        array_values($where));
    if ($value !== null) {
        $row = $where + ['value' => $value];
        $DB->execute("INSERT INTO {$table} (" . implode(', ', array_keys($row)) . ') VALUES ('
            . implode(', ', array_fill(0, count($row), '?')) . ')', array_values($row));
    }
    if ($plugin === null) {
        $CFG->$name = $value;
        @unlink("{$CFG->cachedir}/core_config.json");
    }
}
