package io.vmoodle.lab.demo;

import static java.util.Objects.requireNonNull;

import io.vmoodle.lab.examples.Example;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import java.sql.SQLException;

/** A deletion with Retain, and the same resource again. */
final class TenantComesBack implements Chapter {
  private static final String URL = "https://hugo.example.edu";

  @Override
  public String title() {
    return "Deleted by mistake, and back with all its data";
  }

  @Override
  public void play(Surroundings surroundings, Screen screen) throws SQLException {
    var tenants = surroundings.tenants();
    var before = Tenants.status(tenants.find("moodle", "hugo").orElseThrow());
    var id = requireNonNull(before.tenantId());
    var door = TenantDatabase.of(surroundings, id, requireNonNull(before.database()));
    door.write("Les Misérables, lesson 1");
    screen.say(
        "hugo is tenant %s, with database %s on server %s. Its login writes something there, as its Moodle would."
            .formatted(id, door.database(), requireNonNull(before.database()).server()));

    screen.command(
        "kubectl -n moodle delete vmoodle hugo    # deletionPolicy: Retain, the default");
    tenants.delete("moodle", "hugo");
    if (!surroundings.main().column("id", URL).isEmpty()) {
      throw new NotTrue("The registry still has a row for the deleted tenant.");
    }
    screen.say(
        "The row and the route are gone, the address is free, the database is still there. Its login:");
    screen.quote(door.refusal());

    screen.command("kubectl apply -f examples/tenants/minimal.yaml");
    surroundings.apply(Example.of("tenants/minimal.yaml"));
    tenants.awaitReason("moodle", "hugo", "Ready");
    var after = Tenants.status(tenants.find("moodle", "hugo").orElseThrow());
    DatabaseStatus database = requireNonNull(after.database());
    if (!id.equals(after.tenantId()) || !database.equals(before.database())) {
      throw new NotTrue("hugo came back as another tenant: %s.".formatted(after.tenantId()));
    }
    var found = TenantDatabase.of(surroundings, id, database).read();
    if (!found.equals("Les Misérables, lesson 1")) {
      throw new NotTrue("The data of hugo did not come back; its table says: " + found);
    }
    screen.say("The same id, the same database, and in it:");
    screen.quote(found);
    screen.success("hugo is back with its data.");
  }
}
