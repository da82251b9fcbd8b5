package io.vmoodle.lab.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void theWildcardAddressIsReachedThroughLoopback() {
    assertThat(Address.parse("0.0.0.0").url(6443)).isEqualTo("https://127.0.0.1:6443");
    assertThat(Address.parse("0.0.0.0").reachedBy()).contains(InetAddress.getLoopbackAddress());
  }

  @Test
  void anotherAddressIsReachedThroughItself() {
    assertThat(Address.parse("192.0.2.7").url(6443)).isEqualTo("https://192.0.2.7:6443");
    assertThat(Address.parse("::1").url(6443)).isEqualTo("https://[0:0:0:0:0:0:0:1]:6443");
    assertThat(Address.parse("192.0.2.7").reachedBy()).contains(Address.parse("192.0.2.7").bind());
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> Address.parse("300.1.1.1")).isInstanceOf(UncheckedIOException.class);
  }
}
