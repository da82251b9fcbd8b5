package io.vmoodle.operator.tenant.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.tenant.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantUrlTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://moodle.example.edu,      hugo.example.edu, , https://hugo.example.edu
          http://moodle.example.edu,       hugo.example.edu, , http://hugo.example.edu
          https://moodle.example.edu:8443, hugo.example.edu, , https://hugo.example.edu:8443
          https://moodle.example.edu,      , hugo,             https://moodle.example.edu/hugo
          https://moodle.example.edu:8443, , hugo,             https://moodle.example.edu:8443/hugo
          """)
  void hasMainsSchemeAndPort(String main, String host, String subPath, String url) {
    assertThat(TenantUrl.of(main, new Address(host, subPath))).isEqualTo(url);
  }
}
