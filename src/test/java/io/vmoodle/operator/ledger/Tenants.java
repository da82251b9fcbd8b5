package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Tenants for tests, each with an id and names of its own. */
final class Tenants {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private Tenants() {}

  static NewTenant named(String name) {
    return with(name, "https://%s.example.edu".formatted(name));
  }

  static NewTenant with(String name, String url) {
    var id = id();
    return with(id, name, url, "vm_%s_1".formatted(id), "/data/" + id);
  }

  static NewTenant with(String id, String name, String url, String database, String dataDir) {
    return new NewTenant(
        id,
        "schools",
        name,
        "uid-of-" + name,
        Origin.CREATED,
        url,
        "main",
        database,
        1,
        "vm_%s_a".formatted(id),
        dataDir,
        "4.4",
        "moodle-44:80");
  }

  /** A tenant whose database was there before. */
  static NewTenant existing(String name, String database, String login) {
    return new NewTenant(
        id(),
        "schools",
        name,
        "uid-of-" + name,
        Origin.EXISTING,
        "https://%s.example.edu".formatted(name),
        "main",
        database,
        0,
        login,
        "/old/" + name,
        "4.4",
        "moodle-44:80");
  }

  /** The tenant once it is DELETING, without a budget. */
  static LedgerTenant deleting(Ledger ledger, LedgerTenant tenant) {
    return switch (ledger.markDeleting(tenant, Integer.MAX_VALUE, Instant.now())) {
      case DeletionOutcome.Begun(LedgerTenant deleting) -> deleting;
      case DeletionOutcome.BudgetSpent spent -> throw new AssertionError(spent);
    };
  }

  static String id() {
    return ThreadLocalRandom.current()
        .ints(10, 0, ALPHABET.length())
        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
        .collect(Collectors.joining());
  }
}
