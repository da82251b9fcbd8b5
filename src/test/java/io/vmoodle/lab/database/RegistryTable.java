package io.vmoodle.lab.database;

/** The registry table as the plugin's install.xml creates it on each engine. */
final class RegistryTable {
  static final String MARIADB =
      """
      CREATE TABLE mdl_local_vmoodle (
        id BIGINT(10) NOT NULL AUTO_INCREMENT PRIMARY KEY,
        name VARCHAR(255) DEFAULT NULL,
        shortname VARCHAR(80) DEFAULT NULL,
        description LONGTEXT,
        vhostname VARCHAR(255) DEFAULT NULL,
        vdbtype VARCHAR(16) NOT NULL DEFAULT 'mysqli',
        vdbhost VARCHAR(80) NOT NULL DEFAULT 'localhost',
        vdblogin VARCHAR(16) NOT NULL DEFAULT 'root',
        vdbpass VARCHAR(32) DEFAULT NULL,
        vdbname VARCHAR(64) DEFAULT NULL,
        vdbprefix VARCHAR(10) NOT NULL DEFAULT 'mdl_',
        vdbpersist TINYINT(1) NOT NULL DEFAULT 0,
        vdatapath VARCHAR(255) DEFAULT NULL,
        mnet SMALLINT(3) NOT NULL DEFAULT 0,
        enabled TINYINT(1) NOT NULL DEFAULT 1,
        timecreated BIGINT(10) NOT NULL DEFAULT 0,
        lastcron BIGINT(11) NOT NULL DEFAULT 0,
        lastcrongap BIGINT(11) NOT NULL DEFAULT 0,
        croncount BIGINT(11) NOT NULL DEFAULT 0,
        metadata LONGTEXT
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
      """;

  static final String POSTGRESQL =
      """
      CREATE TABLE mdl_local_vmoodle (
        id BIGSERIAL PRIMARY KEY,
        name VARCHAR(255),
        shortname VARCHAR(80),
        description TEXT,
        vhostname VARCHAR(255),
        vdbtype VARCHAR(16) NOT NULL DEFAULT 'mysqli',
        vdbhost VARCHAR(80) NOT NULL DEFAULT 'localhost',
        vdblogin VARCHAR(16) NOT NULL DEFAULT 'root',
        vdbpass VARCHAR(32),
        vdbname VARCHAR(64),
        vdbprefix VARCHAR(10) NOT NULL DEFAULT 'mdl_',
        vdbpersist SMALLINT NOT NULL DEFAULT 0,
        vdatapath VARCHAR(255),
        mnet SMALLINT NOT NULL DEFAULT 0,
        enabled SMALLINT NOT NULL DEFAULT 1,
        timecreated BIGINT NOT NULL DEFAULT 0,
        lastcron BIGINT NOT NULL DEFAULT 0,
        lastcrongap BIGINT NOT NULL DEFAULT 0,
        croncount BIGINT NOT NULL DEFAULT 0,
        metadata TEXT
      )
      """;

  private RegistryTable() {}
}
