package io.vmoodle.operator.kube;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The beginning of a SHA-256, for names and comparisons. */
public final class Sha256 {
  private Sha256() {}

  /** The first characters, in hexadecimal, of the hash. */
  public static String hex(byte[] content, int characters) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, characters);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
