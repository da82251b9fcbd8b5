package io.vmoodle.operator.database;

import java.util.List;

/**
 * What a server says about itself.
 *
 * @param version as the server prints it
 * @param identity a UUID that the server got at first contact and keeps; another one at the same
 *     address means another server or another state of its data
 * @param missingRights rights that the operator's account lacks, in words for users; empty is good
 * @param exposures what every account of the server may do beyond its own databases, and how to
 *     close it; the operator cannot, because it does not own these things. Empty is good.
 */
public record ServerFacts(
    String version, String identity, List<String> missingRights, List<String> exposures) {
  /** Copies the lists. */
  public ServerFacts {
    missingRights = List.copyOf(missingRights);
    exposures = List.copyOf(exposures);
  }
}
