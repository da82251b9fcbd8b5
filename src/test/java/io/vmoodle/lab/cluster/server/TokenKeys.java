package io.vmoodle.lab.cluster.server;

/**
 * What ServiceAccount tokens are checked and signed with, both as PEM.
 *
 * @param publicKey checks
 * @param privateKey signs; PKCS 8
 */
record TokenKeys(String publicKey, String privateKey) {
  @Override
  public String toString() {
    return "TokenKeys[private key withheld]";
  }
}
