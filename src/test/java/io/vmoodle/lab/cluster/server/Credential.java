package io.vmoodle.lab.cluster.server;

/**
 * A certificate and its private key, both as PEM.
 *
 * @param certificate the certificate
 * @param key the private key, PKCS 8
 */
public record Credential(String certificate, String key) {
  @Override
  public String toString() {
    return "Credential[key withheld]";
  }
}
