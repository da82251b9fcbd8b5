package io.vmoodle.operator.registry;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the operator owns, in the table's order. Those of the plugin's cron (lastcron,
 * lastcrongap, croncount) are not here, so nothing ever writes them.
 */
enum Column {
  NAME("name", RegistryRow::name),
  SHORTNAME("shortname", RegistryRow::shortname),
  DESCRIPTION("description", RegistryRow::description),
  VHOSTNAME("vhostname", RegistryRow::vhostname),
  VDBTYPE("vdbtype", RegistryRow::vdbtype),
  VDBHOST("vdbhost", RegistryRow::vdbhost),
  VDBLOGIN("vdblogin", RegistryRow::vdblogin),
  VDBPASS("vdbpass", RegistryRow::vdbpass),
  VDBNAME("vdbname", RegistryRow::vdbname),
  VDBPREFIX("vdbprefix", RegistryRow::vdbprefix),
  VDBPERSIST("vdbpersist", row -> row.vdbpersist() ? 1 : 0),
  VDATAPATH("vdatapath", RegistryRow::vdatapath),
  MNET("mnet", RegistryRow::mnet),
  ENABLED("enabled", row -> row.enabled() ? 1 : 0),
  METADATA("metadata", RegistryRow::metadata) {
    // What others put into the JSON is theirs.
    @Override
    boolean differs(RegistryRow desired, RegistryRow actual) {
      return desired.metadata() != null
          && actual.metadata() != null
          && !Metadata.merge(actual.metadata(), desired.metadata()).equals(actual.metadata());
    }
  };

  private final String column;

  @SuppressWarnings("ImmutableEnumChecker") // only method references and lambdas without state
  private final Function<RegistryRow, @Nullable Object> value;

  Column(String column, Function<RegistryRow, @Nullable Object> value) {
    this.column = column;
    this.value = value;
  }

  /** Its name in the table. */
  String column() {
    return column;
  }

  /** A text or a number; null only when the table has no such column. */
  @Nullable Object value(RegistryRow row) {
    return value.apply(row);
  }

  /** Whether it has to be written to make {@code actual} what is desired. */
  boolean differs(RegistryRow desired, RegistryRow actual) {
    return !Objects.equals(value(desired), value(actual));
  }
}
