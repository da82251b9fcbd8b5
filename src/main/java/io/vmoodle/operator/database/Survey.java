package io.vmoodle.operator.database;

/** What can be seen of one server; {@link DatabaseServer} says what each method promises. */
interface Survey {
  ServerFacts facts();

  Inventory inventory();
}
