package io.vmoodle.lab.cluster.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The Go module that pins the servers: its go.mod is the only place that says their versions.
 *
 * @param goMod text of go.mod
 */
public record ServerModule(String goMod) {
  /** Its folder, seen from the project's folder. */
  public static final Path FOLDER = Path.of("src", "test", "cluster");

  private static final int HASH_CHARACTERS = 12;

  /** Reads go.mod of the project that this JVM was started in. */
  public static ServerModule read() {
    try {
      return new ServerModule(Files.readString(FOLDER.resolve("go.mod")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Version of Kubernetes without a leading v. */
  public String kubernetes() {
    return find("k8s\\.io/kubernetes v(\\S+)");
  }

  /** Version of etcd without a leading v. */
  String etcd() {
    return find("go\\.etcd\\.io/etcd/server/v3 v(\\S+)");
  }

  /** The oldest Go that builds it. */
  public GoVersion go() {
    return GoVersion.find(find("(?m)^(go .*)$")).orElseThrow();
  }

  /** Name of the cache folder: another one for each version, any change of go.mod, and system. */
  public String folderName() {
    return "kubernetes-%s-etcd-%s-%s".formatted(kubernetes(), etcd(), platform(goMod));
  }

  /** A name for what is built from these sources for this system. */
  static String platform(String sources) {
    return "%s-%s-%s"
        .formatted(
            hash(sources),
            System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-'),
            System.getProperty("os.arch"));
  }

  /** Linker flags without which the server would call itself v0.0.0-master. */
  String linkerFlags() {
    var parts = kubernetes().split("\\.", 3);
    var variable = "-X k8s.io/component-base/version.";
    return "-s -w %1$sgitVersion=v%2$s %1$sgitMajor=%3$s %1$sgitMinor=%4$s"
        .formatted(variable, kubernetes(), parts[0], parts[1]);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String find(String pattern) {
    var matcher = Pattern.compile(pattern).matcher(goMod);
    if (!matcher.find()) {
      throw new IllegalStateException("go.mod has no line like " + pattern);
    }
    return matcher.group(1);
  }
}
