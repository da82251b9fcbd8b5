package io.vmoodle.operator.platform.release;

/** Answers of the probe, as text. */
final class Reports {
  /** A code base as docs/serving.md has it. */
  static final String GOOD =
      """
      {"format":1,"code":{"version":"2024042200.00","release":"4.4 (Build: 20240422)",\
      "hash":"00112233445566778899aabbccddeeff00112233","plugins":{"mod_forum":"2024042200"},\
      "names":["mod","Local","config.php"]},"why":null,\
      "config":{"wwwroot":"https://moodle.example.edu","release":"4.4","platformFile":true,\
      "upgradeKey":false,"sharedCache":false},"configExit":0,"guarded":true,\
      "php":{"version":"8.2.1","maxInputVars":5000,"legacyCipher":true}}""";

  private Reports() {}

  /** The same with one part of its text replaced. */
  static String with(String part, String other) {
    var text = GOOD.replace(part, other);
    if (text.equals(GOOD)) {
      throw new IllegalArgumentException(part + " is no part of it");
    }
    return text;
  }
}
