package io.vmoodle.operator.platform.fleet;

import static java.util.stream.Collectors.groupingBy;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.registry.RegistryRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what there is to note of the rows of a registry. */
public final class RowNotes {
  private RowNotes() {}

  /** The notes by tenant id; none for a tenant of which there is nothing to note. */
  static Map<String, RowNote> of(
      List<LedgerTenant> tenants, List<RegistryRow> rows, @Nullable MassDrift massDrift) {
    var byUrl = rows.stream().collect(groupingBy(row -> url(row.vhostname())));
    var notes = new HashMap<String, RowNote>();
    for (var tenant : tenants) {
      var note =
          new RowNote(
              massDrift != null && massDrift.tenants().contains(tenant.id())
                  ? massDrift.forTenants()
                  : null,
              others(tenant, byUrl.getOrDefault(url(tenant.url()), List.of())));
      if (!note.equals(RowNote.NONE)) {
        notes.put(tenant.id(), note);
      }
    }
    return notes;
  }

  /** Only beside a row of its own: who has none and finds its URL taken says so anyway. */
  private static List<Long> others(LedgerTenant tenant, List<RegistryRow> sameUrl) {
    var own = tenant.registryId();
    var hasRow = sameUrl.stream().anyMatch(row -> Objects.equals(row.id(), own));
    return own == null || !hasRow || tenant.state() != TenantState.ACTIVE
        ? List.of()
        : sameUrl.stream()
            .flatMap(row -> Stream.ofNullable(row.id()))
            .filter(id -> !id.equals(own))
            .sorted()
            .toList();
  }

  private static String url(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
