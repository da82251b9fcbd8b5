<?php
// What the code base holds; needs no database.

class core_component {
    public static function get_plugin_types(): array {
        global $CFG;
        return ['mod' => "{$CFG->dirroot}/mod", 'local' => "{$CFG->dirroot}/local"];
    }

    public static function get_plugin_list(string $type): array {
        $plugins = [];
        foreach (glob(self::get_plugin_types()[$type] . '/*/version.php') as $file) {
            $plugins[basename(dirname($file))] = dirname($file);
        }
        ksort($plugins);
        return $plugins;
    }

    /** Versions of all plugins, by name such as mod_forum. */
    public static function plugin_versions(): array {
        $versions = [];
        foreach (array_keys(self::get_plugin_types()) as $type) {
            foreach (self::get_plugin_list($type) as $name => $folder) {
                $plugin = new stdClass();
                require("{$folder}/version.php");
                $versions["{$type}_{$name}"] = (string) $plugin->version;
            }
        }
        return $versions;
    }

    public static function get_all_versions_hash(): string {
        global $CFG;
        require("{$CFG->dirroot}/version.php");
        return sha1(json_encode(['core' => (string) $version] + self::plugin_versions()));
    }

    /** Differs where an upgrade needs maintenance, so not when only the core's version was raised. */
    public static function get_all_component_hash(): string {
        return sha1(json_encode(self::plugin_versions()));
    }
}
