package io.vmoodle.operator.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The ledger's tables, version by version. A version that was released never changes; each of its
 * statements may run again after it ran, because MariaDB commits each on its own and the operator
 * may die between any two. Lengths keep every key below InnoDB's 3072 bytes at four bytes a
 * character. Times are milliseconds since 1970, UTC.
 */
record Schema(LedgerTables tables) {
  /** The statements of version n are at index n - 1. */
  List<List<String>> versions() {
    return List.of(
        List.of(platform(), server(), tenant(), claim(), claimsOfTenant(), operation()),
        rotationsAndConsents(),
        List.of(deletion(), deletionsOfPlatform()),
        List.of(leader()),
        List.of(
            addTo(tables.operation(), "failure_reason VARCHAR(64)"),
            addTo(tables.operation(), "failure VARCHAR(2000)")),
        upgrades(),
        List.of(
            addTo(tables.platform(), "proven_release VARCHAR(63)"),
            addTo(tables.platform(), "canary_release VARCHAR(63)"),
            addTo(tables.platform(), "canaries_at BIGINT")),
        List.of(upkeep()));
  }

  private List<String> rotationsAndConsents() {
    var statements = new ArrayList<String>();
    statements.add(addToTenant("rotation VARCHAR(64)"));
    statements.add(addToTenant("rotated_at BIGINT"));
    statements.addAll(tables.dialect().orderByBytes(tables.claim(), "value", "VARCHAR(255)"));
    statements.add(driftConsent());
    statements.add(driftConsentsOfPlatform());
    return statements;
  }

  private List<String> upgrades() {
    return List.of(
        addTo(tables.operation(), "phase VARCHAR(32)"),
        addTo(tables.operation(), "number BIGINT"),
        addTo(tables.operation(), "hash VARCHAR(64)"),
        addTo(tables.operation(), "tries INT"),
        addTo(tables.operation(), "started_at BIGINT"),
        addTo(tables.operation(), "phase_since BIGINT"),
        addToTenant("last_generation INT"),
        keptDatabase());
  }

  private String addToTenant(String column) {
    return addTo(tables.tenant(), column);
  }

  private static String addTo(String table, String column) {
    return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s".formatted(table, column);
  }

  private String platform() {
    return create(
        tables.platform(),
        """
        id BIGINT NOT NULL PRIMARY KEY,
        server_identity VARCHAR(64) NOT NULL,
        database_name VARCHAR(64) NOT NULL,
        table_prefix VARCHAR(32) NOT NULL,
        cluster_id VARCHAR(64) NOT NULL,
        ns VARCHAR(63) NOT NULL,
        name VARCHAR(253) NOT NULL,
        cr_uid VARCHAR(64) NOT NULL,
        leader_epoch BIGINT NOT NULL,
        UNIQUE (server_identity, database_name, table_prefix)
        """);
  }

  private String server() {
    return create(
        tables.server(),
        """
        platform_id BIGINT NOT NULL REFERENCES %s (id),
        name VARCHAR(63) NOT NULL,
        identity VARCHAR(64) NOT NULL,
        PRIMARY KEY (platform_id, name)
        """
            .formatted(tables.platform()));
  }

  private String tenant() {
    return create(
        tables.tenant(),
        """
        id VARCHAR(32) NOT NULL PRIMARY KEY,
        platform_id BIGINT NOT NULL REFERENCES %s (id),
        ns VARCHAR(63) NOT NULL,
        name VARCHAR(253) NOT NULL,
        cr_uid VARCHAR(64) NOT NULL,
        origin VARCHAR(16) NOT NULL,
        state VARCHAR(16) NOT NULL,
        url VARCHAR(255) NOT NULL,
        server VARCHAR(63) NOT NULL,
        database_name VARCHAR(64) NOT NULL,
        generation INT NOT NULL,
        login VARCHAR(64) NOT NULL,
        data_dir VARCHAR(255) NOT NULL,
        release_name VARCHAR(63) NOT NULL,
        release_service VARCHAR(80) NOT NULL,
        registry_id BIGINT,
        row_hash VARCHAR(64),
        installed_at BIGINT,
        released_at BIGINT,
        fence BIGINT NOT NULL,
        UNIQUE (platform_id, ns, name)
        """
            .formatted(tables.platform()));
  }

  private String claim() {
    return create(
        tables.claim(),
        """
        platform_id BIGINT NOT NULL REFERENCES %s (id),
        kind VARCHAR(16) NOT NULL,
        value VARCHAR(255) NOT NULL,
        tenant_id VARCHAR(32) NOT NULL REFERENCES %s (id),
        PRIMARY KEY (platform_id, kind, value)
        """
            .formatted(tables.platform(), tables.tenant()));
  }

  private String claimsOfTenant() {
    return "CREATE INDEX IF NOT EXISTS claim_tenant ON %s (tenant_id)".formatted(tables.claim());
  }

  private String operation() {
    return create(
        tables.operation(),
        """
        tenant_id VARCHAR(32) NOT NULL PRIMARY KEY REFERENCES %s (id),
        type VARCHAR(32) NOT NULL,
        target VARCHAR(253) NOT NULL,
        attempt INT NOT NULL,
        step VARCHAR(32) NOT NULL,
        backup_generation INT,
        job_name VARCHAR(63),
        not_before BIGINT
        """
            .formatted(tables.tenant()));
  }

  /** Not bound to the tenant's row: what was forgotten counts, too. */
  private String deletion() {
    return create(
        tables.deletion(),
        """
        tenant_id VARCHAR(32) NOT NULL,
        fence BIGINT NOT NULL,
        platform_id BIGINT NOT NULL REFERENCES %s (id),
        begun_at BIGINT NOT NULL,
        PRIMARY KEY (tenant_id, fence)
        """
            .formatted(tables.platform()));
  }

  private String deletionsOfPlatform() {
    return "CREATE INDEX IF NOT EXISTS deletion_platform ON %s (platform_id, begun_at)"
        .formatted(tables.deletion());
  }

  private String driftConsent() {
    return create(
        tables.driftConsent(),
        """
        tenant_id VARCHAR(32) NOT NULL PRIMARY KEY REFERENCES %s (id),
        drift VARCHAR(64) NOT NULL
        """
            .formatted(tables.tenant()));
  }

  private String driftConsentsOfPlatform() {
    return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS drift_consents BIGINT NOT NULL DEFAULT 0"
        .formatted(tables.platform());
  }

  /** What a tenant has besides its database: copies, and what was served before. */
  private String keptDatabase() {
    return create(
        tables.keptDatabase(),
        """
        tenant_id VARCHAR(32) NOT NULL REFERENCES %s (id),
        generation INT NOT NULL,
        since BIGINT,
        PRIMARY KEY (tenant_id, generation)
        """
            .formatted(tables.tenant()));
  }

  /** Only of tenants that are not served like any other. */
  private String upkeep() {
    return create(
        tables.upkeep(),
        """
        tenant_id VARCHAR(32) NOT NULL PRIMARY KEY REFERENCES %s (id),
        suspended SMALLINT NOT NULL,
        maintenance SMALLINT NOT NULL,
        task VARCHAR(32),
        task_number BIGINT,
        task_attempt INT,
        task_not_before BIGINT,
        task_failure_reason VARCHAR(64),
        task_failure VARCHAR(2000)
        """
            .formatted(tables.tenant()));
  }

  /** Who led and may still have sessions. */
  private String leader() {
    return create(
        tables.leader(),
        """
        platform_id BIGINT NOT NULL REFERENCES %s (id),
        instance VARCHAR(64) NOT NULL,
        PRIMARY KEY (platform_id, instance)
        """
            .formatted(tables.platform()));
  }

  private String create(String table, String columns) {
    return "CREATE TABLE IF NOT EXISTS %s (%s) %s"
        .formatted(table, columns, tables.dialect().byteWiseTable());
  }
}
